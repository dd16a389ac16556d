-- The worker behind compliance/publish: one pandoc process, one line of JSON in, one line of JSON out, until its input ends.
-- A letter is read once and written in every format that is asked for. Nothing is fetched: images are refused.

local READER = 'commonmark+pipe_tables+strikeout-raw_html'
local SMALL = 8 -- rows of a table that is kept on one page
local TABLE_WIDTH = 96 -- characters of table text that fit between the margins
local UNBROKEN = 20 -- a cell up to this long stays on one line
local LONG = 1200 -- a row with a longer cell, in bytes, may run on to the next page
local text_of = pandoc.utils.stringify

local refused = nil -- pandoc's walk turns what is thrown into text, so the sentence waits here
local function refuse(sentence)
  refused = sentence
  error(sentence, 0)
end

local function lines_of(block)
  local lines, line = {}, pandoc.Inlines({})
  for _, inline in ipairs(block.content) do
    if inline.t == 'LineBreak' then
      lines[#lines + 1] = text_of(line)
      line = pandoc.Inlines({})
    else
      line:insert(inline)
    end
  end
  lines[#lines + 1] = text_of(line)
  return lines
end

local function is_para(block)
  return block ~= nil and (block.t == 'Para' or block.t == 'Plain')
end

local function styled(class, style, blocks)
  return pandoc.Div(blocks, pandoc.Attr('', { class }, { ['custom-style'] = style }))
end

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

local function check(doc)
  local level, firsts = 0, 0
  doc:walk({
    Image = function()
      refuse('The letter holds an image, and a letter holds none: a seal belongs in the reference document.')
    end,
    RawBlock = function() refuse('The letter holds raw markup; write it as text.') end,
    RawInline = function() refuse('The letter holds raw markup; write it as text.') end,
    Link = function(link)
      if not (link.target:match('^https?://') or link.target:match('^mailto:')) then
        refuse('The letter links to ' .. link.target .. '; a link begins with https://, http:// or mailto:.')
      end
    end,
  })
  local least = 7
  doc:walk({ Header = function(header) least = math.min(least, header.level) end })
  doc = doc:walk({ Header = function(header)
    header.level = header.level - least + 1
    return header
  end })
  doc:walk({ Header = function(header)
    local words = text_of(header.content)
    if words == '' then refuse('A heading of the letter is empty; give it words or take it out.') end
    if header.level > level + 1 then
      refuse('The heading "' .. words .. '" skips a level: it is of level ' .. header.level .. ' after one of level '
        .. level .. '. Write it one level below the heading above it.')
    end
    level = header.level
    if level == 1 then firsts = firsts + 1 end
  end })
  if firsts > 1 then refuse('The letter has ' .. firsts .. ' headings of the first level, and a letter has one: its subject.') end
  return doc, firsts
end

-- The letterhead of a letter is its first paragraph before the subject that opens in bold and runs over several lines.
local function find_letterhead(front)
  for _, block in ipairs(front) do
    if is_para(block) and block.content[1] and block.content[1].t == 'Strong' and block.content:find_if(
      function(inline) return inline.t == 'LineBreak' end) then
      return lines_of(block)
    end
  end
  return {}
end

local function all_in(lines, set)
  for _, line in ipairs(lines) do
    if not set[line] then return false end
  end
  return true
end

local MONTHS = 'January February March April May June July August September October November December'
local function is_date(text)
  local month = text:match('^(%a+) %d%d?, %d%d%d%d$')
  return month ~= nil and MONTHS:find(month, 1, true) ~= nil
end

local function split(doc, job)
  local parts = { letterhead = {}, draft = pandoc.Blocks({}), body = pandoc.Blocks({}), after = pandoc.Blocks({}) }
  local subject = #doc.blocks + 1
  for index, block in ipairs(doc.blocks) do
    if block.t == 'Header' then subject = index break end
  end
  local front = pandoc.Blocks({ table.unpack(doc.blocks, 1, subject - 1) })
  parts.letterhead = #job.letterhead > 0 and job.letterhead or find_letterhead(front)
  local head = {}
  for _, line in ipairs(parts.letterhead) do head[line] = true end
  for _, block in ipairs(front) do
    if block.t == 'BlockQuote' and text_of(block):match('^DRAFT') then
      for _, inner in ipairs(block.content) do parts.draft:insert(styled('draft', 'Draft Notice', { inner })) end
    elseif is_para(block) and all_in(lines_of(block), head) then
      -- set by the letterhead of the page
    elseif is_para(block) and is_date(text_of(block)) then
      parts.body:insert(styled('date', 'Date', { block }))
    elseif is_para(block) and #lines_of(block) > 1 then
      parts.addressee = parts.addressee or lines_of(block)[1]
      parts.body:insert(styled('address', 'Inside Address', { block }))
    else
      parts.body:insert(block)
    end
  end
  local signed = false
  local index = subject
  while index <= #doc.blocks do
    local block, following = doc.blocks[index], doc.blocks[index + 1]
    local words = is_para(block) and text_of(block) or ''
    if not signed and #words < 40 and words:match(',$') and is_para(following) and #lines_of(following) > 1 then
      signed = true
      parts.body:insert(styled('closing', 'Closing', { block }))
      parts.body:insert(styled('signature', 'Signature', { following }))
      index = index + 1
    elseif signed then
      parts.after:insert(is_para(block) and styled('after', 'After Letter', { block })
        or block.t == 'Table' and block or pandoc.Div({ block }, pandoc.Attr('', { 'after' })))
    elseif words:match('^Source') and index > 1 and doc.blocks[index - 1].t == 'Table' then
      parts.body:insert(styled('source', 'Source Line', { block }))
    else
      parts.body:insert(block)
    end
    index = index + 1
  end
  if job.draft and #parts.draft == 0 then
    parts.draft:insert(styled('draft', 'Draft Notice', { pandoc.Para({ pandoc.Strong('DRAFT, not for release.') }) }))
  end
  return parts
end

-- A table is named by the heading above it; *Table: words* before or after it, in italics, names it better, and is shown.
local function captions(blocks)
  local heading, kept, pending = 'Table', pandoc.Blocks({}), nil
  local count = 0
  local index = 1
  local function said(block)
    local alone = is_para(block) and #block.content == 1 and block.content[1].t == 'Emph'
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

local function take_name(element)
  local name, shown = element.attributes.name, element.attributes.shown
  element.attr = pandoc.Attr()
  return name, shown == 'yes'
end

local function raw(format, text)
  return pandoc.RawBlock(format, text)
end

-- A table is kept on one page with its source line, and a row on one page, unless either might be longer than a page.
local function is_small(element)
  local rows = 0
  for _, body in ipairs(element.bodies) do rows = rows + #body.body end
  return rows <= SMALL and #text_of(element) <= LONG
end

local function is_short(element)
  local short = true
  element:walk({ Plain = function(plain) if #text_of(plain) > LONG then short = false end end })
  return short
end

-- Words go to Typst as strings: in its markup "..." and "--" and more would become something else.
local function typst_string(before, text)
  return before .. '"' .. text:gsub('[\\"]', '\\%0') .. '"'
end

local function as_typst(blocks)
  local out = pandoc.Blocks({})
  for _, block in ipairs(blocks) do
    if block.t == 'Div' then
      out:insert(raw('typst', '#letter-' .. block.classes[1] .. '['))
      out:extend(block.content)
      out:insert(raw('typst', ']'))
    elseif block.t == 'Table' then
      local name, shown = take_name(block)
      if shown then
        out:insert(raw('typst', '#letter-caption['))
        out:insert(pandoc.Para(name))
        out:insert(raw('typst', ']'))
      end
      local wrap = is_small(block) and '#letter-small[' or is_short(block) and '#letter-rows[' or '#['
      out:extend({ raw('typst', wrap), block, raw('typst', ']') })
    else
      out:insert(block)
    end
  end
  out = out:walk({
    Str = function(str) return pandoc.RawInline('typst', typst_string('#', str.text) .. ';') end,
    Code = function(code) return pandoc.RawInline('typst', typst_string('#raw(', code.text) .. ');') end,
    CodeBlock = function(code) return pandoc.RawBlock('typst', typst_string('#raw(block: true, ', code.text) .. ');') end,
  })
  return pandoc.write(pandoc.Pandoc(out), 'typst', { wrap_text = 'none' })
end

local function as_html(blocks)
  local out = pandoc.Blocks({})
  for _, block in ipairs(blocks) do
    if block.t == 'Table' then
      local name, shown = take_name(block)
      block.caption.long = pandoc.Blocks({ pandoc.Plain({ pandoc.Span(name, pandoc.Attr('', { shown and 'shown' or 'unseen' })) }) })
      for _, row in ipairs(block.head.rows) do
        for _, cell in ipairs(row.cells) do cell.attr = pandoc.Attr('', {}, { scope = 'col' }) end
      end
      for _, body in ipairs(block.bodies) do
        body.row_head_columns = #block.colspecs > 1 and 1 or 0
        for _, row in ipairs(body.body) do
          if #block.colspecs > 1 then row.cells[1].attr = pandoc.Attr('', {}, { scope = 'row' }) end
        end
      end
      for index, spec in ipairs(block.colspecs) do block.colspecs[index] = { spec[1], nil } end
      out:insert(pandoc.Div({ block }, pandoc.Attr('', { 'table' }, { { 'role', 'region' }, { 'aria-label', name }, { 'tabindex', '0' } })))
    elseif block.t == 'Div' then
      out:insert(pandoc.Div(block.content, pandoc.Attr('', block.classes)))
    else
      out:insert(block)
    end
  end
  return pandoc.write(pandoc.Pandoc(out), 'html5', { wrap_text = 'none' })
end

local function as_docx(blocks, job)
  local out = pandoc.Blocks({})
  for _, block in ipairs(blocks) do
    if block.t == 'Table' then
      local name, shown = take_name(block)
      if shown then out:insert(styled('caption', 'Table Caption', { pandoc.Para(name) })) end
      job.names[#job.names + 1] = name
    end
    out:insert(block)
  end
  local doc = pandoc.Pandoc(out, { lang = pandoc.MetaString(job.lang) })
  local file <close> = assert(io.open(job.docx, 'wb'))
  file:write(pandoc.write(doc, 'docx', { reference_doc = job.reference }))
end

local function joined(...)
  local all = pandoc.Blocks({})
  for _, blocks in ipairs({ ... }) do all:extend(blocks) end
  return all
end

local function letter(job)
  local doc, firsts = check(pandoc.read(job.markdown, READER))
  if #doc.blocks == 0 then refuse('The letter is empty.') end
  if firsts == 0 then doc.blocks:insert(1, pandoc.Header(1, pandoc.Inlines(job.title))) end
  local parts = split(doc, job)
  parts.body = captions(parts.body)
  parts.after = captions(parts.after)
  job.names = pandoc.List({})
  local answer = { letterhead = pandoc.List(parts.letterhead), addressee = parts.addressee or '', draft = #parts.draft > 0 }
  for _, format in ipairs(job.formats) do
    local draft, body, after = parts.draft:clone(), parts.body:clone(), parts.after:clone()
    if format == 'pdf' then
      answer.typst = { draft = as_typst(draft), body = as_typst(body), after = as_typst(after) }
    elseif format == 'html' then
      answer.html = { draft = as_html(draft), body = as_html(body), after = as_html(after) }
    elseif format == 'docx' then
      as_docx(joined(draft, body, after), job)
    end
  end
  answer.tables = job.names
  return answer
end

local function plain(job)
  local file <close> = assert(io.open(job.path, 'rb'))
  local doc = pandoc.read(file:read('a'), job.format)
  return { text = pandoc.write(doc, 'plain', { wrap_text = 'none' }) }
end

for line in io.lines() do
  local job = pandoc.json.decode(line, false)
  refused = nil
  local done, answer = pcall(job.path and plain or letter, job)
  if not done then
    answer = refused and { refused = refused } or { failed = tostring(answer):match('[^\n]*') }
  end
  io.write(pandoc.json.encode(answer), '\n')
  io.flush()
  collectgarbage()
end
