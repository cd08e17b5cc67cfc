using System.Globalization;
using System.Text;

namespace SchemaSdk.CompilerServices;

/// <summary>One line of rules, read from left to right.</summary>
/// <param name="text">The line.</param>
/// <param name="number">Its number, from 1.</param>
/// <param name="patterns">Makes a pattern; null: the rules have none.</param>
internal ref partial struct RuleLine(ReadOnlySpan<char> text, int number, Func<string, string, TextPattern>? patterns)
{
    private const string BareMarks = "_-$.@/*~";

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    /// <summary>Makes a pattern for .NET with the pattern to show in errors; null: the rules have none.</summary>
    public readonly Func<string, string, TextPattern>? Patterns => patterns;

    /// <summary>True at the end of the line.</summary>
    public readonly bool IsAtEnd => _at == _text.Length;

    private readonly ReadOnlySpan<char> Rest => _text[_at..];

    /// <summary>Skips and counts the spaces at the start.</summary>
    public int Indent()
    {
        var start = _at;
        while (!IsAtEnd && _text[_at] == ' ')
        {
            _at++;
        }

        return _at - start;
    }

    /// <summary>Skips words and the space after them if they are at this place.</summary>
    /// <param name="words">The words, such as <c>at least</c>.</param>
    public bool Takes(string words)
    {
        if (!Rest.StartsWith(words, StringComparison.Ordinal)
            || (Rest.Length > words.Length && Rest[words.Length] is not (' ' or ',' or ':')))
        {
            return false;
        }

        _at += words.Length;
        PassSpace();
        return true;
    }

    /// <summary>Skips a mark if it is at this place.</summary>
    public bool TakesMark(string mark)
    {
        if (!Rest.StartsWith(mark, StringComparison.Ordinal))
        {
            return false;
        }

        _at += mark.Length;
        return true;
    }

    /// <summary>Skips the colon after a label and the space after it.</summary>
    public void Colon()
    {
        if (!TakesMark(":"))
        {
            throw Expected("':'");
        }

        PassSpace();
    }

    /// <summary>Skips the separator of two clauses.</summary>
    public void Comma()
    {
        if (!TakesMark(", "))
        {
            throw Expected("', ' or the end of the line");
        }
    }

    /// <summary>True if a name or a text is at this place, plain or in quotes.</summary>
    public readonly bool HasText => IsQuote || BareLength() > 0;

    /// <summary>True if a colon is at this place.</summary>
    public readonly bool IsAtColon => !IsAtEnd && _text[_at] == ':';

    /// <summary>True if a quote is at this place.</summary>
    public readonly bool IsQuote => !IsAtEnd && _text[_at] == '"';

    /// <summary>Reads a name or a text, plain or in quotes, and the space after it.</summary>
    public string Text()
    {
        if (IsQuote)
        {
            return Quoted();
        }

        var length = BareLength();
        var bare = length > 0 ? Rest[..length].ToString() : throw Expected("a name, or a text in quotes");
        _at += length;
        PassSpace();
        return bare;
    }

    /// <summary>Reads all names or texts from this place.</summary>
    public string[] Texts()
    {
        var texts = new List<string> { Text() };
        while (HasText)
        {
            texts.Add(Text());
        }

        return [.. texts];
    }

    /// <summary>Reads a text in quotes and the space after it.</summary>
    public string Quoted()
    {
        if (!TakesMark("\""))
        {
            throw Expected("a text in quotes");
        }

        var text = new StringBuilder();
        while (!IsAtEnd && _text[_at] != '"')
        {
            text.Append(_text[_at] == '\\' ? Escape() : _text[_at++]);
        }

        if (!TakesMark("\""))
        {
            throw Expected("'\"'");
        }

        PassSpace();
        return text.ToString();
    }

    /// <summary>Reads a number as text if one is at this place.</summary>
    /// <param name="number">The number.</param>
    public bool TakesNumber(out string number)
    {
        var length = 0;
        while (length < Rest.Length
            && (char.IsAsciiDigit(Rest[length]) || "+-.eE".Contains(Rest[length], StringComparison.Ordinal))
            && !Rest[length..].StartsWith("..", StringComparison.Ordinal))
        {
            length++;
        }

        number = Rest[..length].ToString();
        var isNumber = length > 0 && (char.IsAsciiDigit(number[0]) || number[0] == '-')
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        _at += isNumber ? length : 0;
        return isNumber;
    }

    /// <summary>Reads a number as text, and the space after it.</summary>
    public string Number()
    {
        var text = TakesNumber(out var read) ? read : throw Expected("a number");
        PassSpace();
        return text;
    }

    /// <summary>The error for unexpected text at this place.</summary>
    /// <param name="what">What is expected.</param>
    public readonly FormatException Expected(string what) =>
        new(string.Create(
            CultureInfo.InvariantCulture, $"Line {number} of the rules: {what} is expected, not '{JsonText.Cut(Rest.ToString(), 60)}'."));

    private void PassSpace() => _at += !IsAtEnd && _text[_at] == ' ' ? 1 : 0;

    private readonly int BareLength()
    {
        var length = 0;
        while (length < Rest.Length
            && (char.IsAsciiLetterOrDigit(Rest[length]) || BareMarks.Contains(Rest[length], StringComparison.Ordinal)))
        {
            length++;
        }

        return length;
    }
}
