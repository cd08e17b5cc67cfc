using System.Text;

namespace SchemaSdk.Tool.Import.Pages;

/// <summary>The text of a page as readers see it. Each position in the text is mapped to its line in the file.</summary>
internal sealed class PageText
{
    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int Line)> _parts = [];
    private string? _whole;
    private (int Index, int Line) _last = (-1, 0);

    internal string Whole => _whole ??= _text.ToString();

    /// <param name="part">The next part of the text.</param>
    /// <param name="line">The line of the file on which the part begins, from 1.</param>
    internal void Add(string part, int line)
    {
        if (part.Length > 0)
        {
            _parts.Add((_text.Length, line));
            _text.Append(part);
            _whole = null;
        }
    }

    /// <summary>Starts a new line, unless the text is already at the start of one.</summary>
    internal void BreakLine()
    {
        if (_text.Length > 0 && _text[^1] != '\n')
        {
            _text.Append('\n');
            _whole = null;
        }
    }

    /// <summary>Returns the line of the file that contains the character at an index in the whole text.</summary>
    internal int LineAt(int index)
    {
        var found = _parts.BinarySearch((index, int.MaxValue));
        var (start, line) = _parts[(found < 0 ? ~found : found) - 1];

        // A page can have very many objects, so count only the lines since the previous object.
        (start, line) = _last.Index >= start && _last.Index <= index ? _last : (start, line);
        _last = (index, line + Whole.AsSpan(start, index - start).Count('\n'));
        return _last.Line;
    }
}
