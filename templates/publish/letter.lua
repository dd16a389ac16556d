-- The worker behind compliance/publish: one pandoc process, one line of JSON in, one line of JSON out, until its input ends.
-- A letter is read once and written in every format that is asked for. Nothing is fetched: images are refused.

local READER = 'commonmark+pipe_tables+strikeout-raw_html'
local FOLDER = arg[0]:match('^(.*[/\\])')
local captions = dofile(FOLDER .. 'tables.lua')
local write = dofile(FOLDER .. 'formats.lua')
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
  parts.body = captions(parts.body, refuse)
  parts.after = captions(parts.after, refuse)
  job.names = pandoc.List({})
  local answer = { letterhead = pandoc.List(parts.letterhead), addressee = parts.addressee or '', draft = #parts.draft > 0 }
  for _, format in ipairs(job.formats) do
    local draft, body, after = parts.draft:clone(), parts.body:clone(), parts.after:clone()
    if format == 'pdf' then
      answer.typst = { draft = write.typst(draft), body = write.typst(body), after = write.typst(after) }
    elseif format == 'html' then
      answer.html = { draft = write.html(draft), body = write.html(body), after = write.html(after) }
    elseif format == 'docx' then
      write.docx(joined(draft, body, after), job)
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
