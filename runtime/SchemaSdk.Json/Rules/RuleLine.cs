using System.Globalization;
using System.Text;

namespace SchemaSdk.CompilerServices;

/// <summary>Parses one line of rules from left to right.</summary>
/// <param name="text">The line.</param>
/// <param name="number">The line number, from 1.</param>
/// <param name="patterns">
/// Creates a pattern from the .NET pattern and the pattern to show in errors; null if the rules cannot contain patterns.
/// </param>
internal ref partial struct RuleLine(ReadOnlySpan<char> text, int number, Func<string, string, TextPattern>? patterns)
{
    private const string BareMarks = "_-$.@/*~";

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public readonly Func<string, string, TextPattern>? Patterns => patterns;

    public readonly bool IsAtEnd => _at == _text.Length;

    private readonly ReadOnlySpan<char> Rest => _text[_at..];

    /// <summary>Skips the spaces at the start of the line, and returns their number.</summary>
    public int Indent()
    {
        var start = _at;
        while (!IsAtEnd && _text[_at] == ' ')
        {
            _at++;
        }

        return _at - start;
    }

    /// <summary>
    /// Skips a keyword, such as <c>at least</c>, and the space after it. Returns false if the line does not continue with it.
    /// </summary>
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

    /// <summary>Skips a punctuation mark. Returns false if the line does not continue with it.</summary>
    public bool TakesMark(string mark)
    {
        if (!Rest.StartsWith(mark, StringComparison.Ordinal))
        {
            return false;
        }

        _at += mark.Length;
        return true;
    }

    /// <summary>Skips the required colon after a label, and the space after it.</summary>
    public void Colon()
    {
        if (!TakesMark(":"))
        {
            throw Expected("':'");
        }

        PassSpace();
    }

    /// <summary>Skips the required comma and space between two clauses.</summary>
    public void Comma()
    {
        if (!TakesMark(", "))
        {
            throw Expected("', ' or the end of the line");
        }
    }

    /// <summary>True if the line continues with a name or string, quoted or not.</summary>
    public readonly bool HasText => IsQuote || BareLength() > 0;

    public readonly bool IsAtColon => !IsAtEnd && _text[_at] == ':';

    public readonly bool IsQuote => !IsAtEnd && _text[_at] == '"';

    /// <summary>Reads a name or string, quoted or not, and the space after it.</summary>
    public string Text()
    {
        if (IsQuote)
        {
            return Quoted();
        }

        var length = BareLength();
        var bare = length > 0 ? Rest[..length].ToString() : throw Expected("a name, or a quoted string");
        _at += length;
        PassSpace();
        return bare;
    }

    /// <summary>Reads one or more names or strings.</summary>
    public string[] Texts()
    {
        var texts = new List<string> { Text() };
        while (HasText)
        {
            texts.Add(Text());
        }

        return [.. texts];
    }

    /// <summary>Reads a quoted string and the space after it.</summary>
    public string Quoted()
    {
        if (!TakesMark("\""))
        {
            throw Expected("a quoted string");
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

    /// <summary>Reads a number as text. Returns false if the line does not continue with a number.</summary>
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

    /// <summary>Reads a required number as text, and the space after it.</summary>
    public string Number()
    {
        var text = TakesNumber(out var read) ? read : throw Expected("a number");
        PassSpace();
        return text;
    }

    /// <summary>Creates the exception for text that does not fit the syntax.</summary>
    /// <param name="what">What is expected at this position.</param>
    public readonly FormatException Expected(string what) =>
        new(string.Create(
            CultureInfo.InvariantCulture,
            $"Line {number} of the rules: expected {what}, but found '{JsonText.Cut(Rest.ToString(), 60)}'."));

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
