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

    /// <summary>Makes a pattern in .NET's language that is shown in another; null: the rules have none.</summary>
    public readonly Func<string, string, TextPattern>? Patterns => patterns;

    /// <summary>True if nothing is left.</summary>
    public readonly bool IsAtEnd => _at == _text.Length;

    private readonly ReadOnlySpan<char> Rest => _text[_at..];

    /// <summary>Passes the spaces at the start, and counts them.</summary>
    public int Indent()
    {
        var start = _at;
        while (!IsAtEnd && _text[_at] == ' ')
        {
            _at++;
        }

        return _at - start;
    }

    /// <summary>Passes words, and the space behind them, if they stand here.</summary>
    /// <param name="words">Such as <c>at least</c>.</param>
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

    /// <summary>Passes a mark if it stands here.</summary>
    public bool TakesMark(string mark)
    {
        if (!Rest.StartsWith(mark, StringComparison.Ordinal))
        {
            return false;
        }

        _at += mark.Length;
        return true;
    }

    /// <summary>Passes the colon behind a label, and the space behind it.</summary>
    public void Colon()
    {
        if (!TakesMark(":"))
        {
            throw Expected("':'");
        }

        PassSpace();
    }

    /// <summary>Passes what stands between two clauses.</summary>
    public void Comma()
    {
        if (!TakesMark(", "))
        {
            throw Expected("', ' or the end of the line");
        }
    }

    /// <summary>True if a name or a text stands here, plain or in quotes.</summary>
    public readonly bool HasText => IsQuote || BareLength() > 0;

    /// <summary>True if a colon stands here.</summary>
    public readonly bool IsAtColon => !IsAtEnd && _text[_at] == ':';

    /// <summary>True if a quote stands here.</summary>
    public readonly bool IsQuote => !IsAtEnd && _text[_at] == '"';

    /// <summary>Reads a name or a text, plain or in quotes, and passes the space behind it.</summary>
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

    /// <summary>Reads as many names or texts as there are.</summary>
    public string[] Texts()
    {
        var texts = new List<string> { Text() };
        while (HasText)
        {
            texts.Add(Text());
        }

        return [.. texts];
    }

    /// <summary>Reads a text in quotes, and passes the space behind it.</summary>
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

    /// <summary>Reads a number, which stays text, if one stands here.</summary>
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

    /// <summary>Reads a number, which stays text, and passes the space behind it.</summary>
    public string Number()
    {
        var text = TakesNumber(out var read) ? read : throw Expected("a number");
        PassSpace();
        return text;
    }

    /// <summary>The error that something else is expected here.</summary>
    /// <param name="what">What is.</param>
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
