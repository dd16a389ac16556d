-- A letter's blocks written as Typst, HTML or DOCX.

local SMALL = 8 -- rows of a table that is kept on one page
local LONG = 1200 -- a row with a longer cell, in bytes, may run on to the next page
local text_of = pandoc.utils.stringify

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
      out:insert(pandoc.Div({ block }, pandoc.Attr('', { 'section', 'table' }, { { 'aria-label', name }, { 'tabindex', '0' } })))
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
      if shown then
        local style = pandoc.Attr('', { 'caption' }, { ['custom-style'] = 'Table Caption' })
        out:insert(pandoc.Div({ pandoc.Para(name) }, style)) end
      job.names[#job.names + 1] = name
    end
    out:insert(block)
  end
  local doc = pandoc.Pandoc(out, { lang = pandoc.MetaString(job.lang) })
  local file <close> = assert(io.open(job.docx, 'wb'))
  file:write(pandoc.write(doc, 'docx', { reference_doc = job.reference }))
end

return { typst = as_typst, html = as_html, docx = as_docx }
