-- The tables of a letter: a name for each, and columns as wide as their words need.

local TABLE_WIDTH = 96 -- characters of table text that fit between the margins
local UNBROKEN = 20 -- a cell up to this long stays on one line
local text_of = pandoc.utils.stringify

-- Column widths from the words, not from dashes: a figure stays on one line, long text takes what is left.
local function set_widths(element)
  local least, wish, total = {}, {}, 0
  local function see(cell, column, header)
    local text = text_of(cell.contents)
    local longest = 0
    for word in text:gmatch('%S+') do
      longest = math.max(longest, utf8.len(word) or #word)
    end
    local length = utf8.len(text) or #text
    local need = (not header and length <= UNBROKEN) and length or longest
    least[column] = math.max(least[column] or 0, need)
    wish[column] = math.max(wish[column] or 0, header and longest or length)
  end
  for _, row in ipairs(element.head.rows) do
    for column, cell in ipairs(row.cells) do see(cell, column, true) end
  end
  for _, body in ipairs(element.bodies) do
    for _, row in ipairs(body.body) do
      for column, cell in ipairs(row.cells) do see(cell, column, false) end
    end
  end
  local count = #element.colspecs
  local floor, spare = 0, 0
  for column = 1, count do
    least[column] = math.min((least[column] or 1) + 2, TABLE_WIDTH // 2)
    wish[column] = math.max((wish[column] or 1) + 2, least[column])
    floor = floor + least[column]
    spare = spare + wish[column] - least[column]
  end
  local room = math.max(0, TABLE_WIDTH - floor)
  local widths = {}
  for column = 1, count do
    local more = spare > 0 and room * (wish[column] - least[column]) / spare or 0
    widths[column] = math.max(least[column], math.min(least[column] + more, wish[column]))
    total = total + widths[column]
  end
  local whole = math.max(total, TABLE_WIDTH)
  if spare > 0 or total > 0.7 * TABLE_WIDTH then whole = total end
  for column = 1, count do
    local side = element.colspecs[column][1]
    element.colspecs[column] = { side == 'AlignDefault' and 'AlignLeft' or side, widths[column] / whole }
  end
end

-- A table is named by the heading above it; *Table: words* before or after it, in italics, names it better, and is shown.
local function captions(blocks, refuse)
  local heading, kept, pending = 'Table', pandoc.Blocks({}), nil
  local count = 0
  local index = 1
  local function said(block)
    local alone = (block.t == 'Para' or block.t == 'Plain') and #block.content == 1 and block.content[1].t == 'Emph'
    return alone and text_of(block):match('^Table: (.+)$')
  end
  while index <= #blocks do
    local block = blocks[index]
    if block.t == 'Header' then heading, count = text_of(block), 0 end
    if said(block) and blocks[index + 1] and blocks[index + 1].t == 'Table' then
      pending = said(block)
    elseif block.t == 'Table' then
      count = count + 1
      if #block.head.rows == 0 then refuse('The table under "' .. heading .. '" has no header row; write one.') end
      local after = not pending and blocks[index + 1] and said(blocks[index + 1])
      if after then index = index + 1 end
      block.attr = pandoc.Attr('', {}, {
        name = pending or after or (heading .. (count > 1 and (', table ' .. count) or '')),
        shown = (pending or after) and 'yes' or 'no',
      })
      pending = nil
      set_widths(block)
      kept:insert(block)
    else
      kept:insert(block)
    end
    index = index + 1
  end
  return kept
end

return captions
