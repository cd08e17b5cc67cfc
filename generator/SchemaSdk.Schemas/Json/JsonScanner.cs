using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>Moves over the strings, numbers and words of JSON in a text.</summary>
/// <param name="text">The whole text.</param>
internal sealed class JsonScanner(string text)
{
    /// <summary>No one means more digits, and to make a number of millions takes minutes.</summary>
    private const int MaxDigits = 1_000;

    /// <summary>Characters from the start.</summary>
    public int At { get; set; }

    /// <summary>True if nothing is left.</summary>
    public bool IsAtEnd => At >= text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public char Peek() => At < text.Length ? text[At] : '\0';

    /// <summary>Moves over white space as JSON knows it.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
        {
            At++;
        }
    }

    /// <summary>Moves over one character if it is next.</summary>
    /// <param name="c">The character.</param>
    public bool TakeIf(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        At++;
        return true;
    }

    /// <summary>Moves over one character that has to be next.</summary>
    /// <param name="c">The character.</param>
    /// <param name="expected">What to call it in a message.</param>
    public void Take(char c, string expected)
    {
        if (!TakeIf(c))
        {
            throw Unexpected(expected);
        }
    }

    /// <summary>Moves over a word that has to be next.</summary>
    /// <param name="word">Such as <c>true</c>.</param>
    public void TakeWord(string word)
    {
        if (string.CompareOrdinal(text, At, word, 0, word.Length) != 0)
        {
            throw Unexpected("a value");
        }

        At += word.Length;
    }

    /// <summary>Reads a number.</summary>
    /// <returns>
    /// A long where it fits, a <see cref="BigInteger"/> for longer digits, else a double, which is infinite where no double holds the
    /// number.
    /// </returns>
    public object ReadNumber()
    {
        var start = At;
        TakeIf('-');
        if (!TakeIf('0'))
        {
            TakeDigits("a digit");
        }

        var isInteger = true;
        if (TakeIf('.'))
        {
            isInteger = false;
            TakeDigits("a digit after '.'");
        }

        if (TakeIf('e') || TakeIf('E'))
        {
            isInteger = false;
            _ = TakeIf('+') || TakeIf('-');
            TakeDigits("a digit in the exponent");
        }

        if (At - start > MaxDigits)
        {
            throw new JsonTextException(
                $"The number that starts with {text.Substring(start, 20)} has more than {MaxDigits} characters", new TextSpan(start, 1));
        }

        var number = text.Substring(start, At - start);
        if (!isInteger)
        {
            // Where the generator runs on .NET Framework, such a number is not parsed at all.
            return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
                : number[0] == '-' ? double.NegativeInfinity
                : double.PositiveInfinity;
        }

        return long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small)
            ? (object)small
            : BigInteger.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a string; its opening quote is next.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public string ReadString()
    {
        var open = At++;
        var start = At;
        StringBuilder? unescaped = null;
        while (true)
        {
            if (IsAtEnd)
            {
                throw new JsonTextException("A string starts here and does not end", new TextSpan(open, 1));
            }

            var c = text[At];
            if (c == '"')
            {
                var rest = text.Substring(start, At++ - start);
                return unescaped is null ? rest : ReplaceLoneSurrogates(unescaped.Append(rest).ToString());
            }

            if (c < ' ')
            {
                throw Unexpected("'\"' or an escape");
            }

            if (c == '\\')
            {
                (unescaped ??= new StringBuilder()).Append(text, start, At - start).Append(ReadEscape());
                start = At;
            }
            else
            {
                At++;
            }
        }
    }

    /// <summary>Says what is next, and what should be.</summary>
    /// <param name="expected">What should.</param>
    public JsonTextException Unexpected(string expected)
    {
        if (IsAtEnd)
        {
            return new JsonTextException($"The file ends where {expected} should be", new TextSpan(text.Length, 0));
        }

        var c = text[At];
        var found = c < ' ' ? $"the control character U+{(int)c:X4}" : $"'{c}'";
        return new JsonTextException($"Found {found} where {expected} should be", new TextSpan(At, 1));
    }

    /// <summary>Half a character can be escaped, but no UTF-8 text that is sent or read can hold it.</summary>
    [MethodImpl(Compiled.AtOnce)]
    private static string ReplaceLoneSurrogates(string value)
    {
        char[]? text = null;
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(value[i]))
            {
                (text ??= value.ToCharArray())[i] = '\uFFFD';
            }
        }

        return text is null ? value : new string(text);
    }

    private char ReadEscape()
    {
        At++;
        if (Peek() == 'u')
        {
            if (At + 4 < text.Length
                && ushort.TryParse(text.Substring(At + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                At += 5;
                return (char)code;
            }

            throw Unexpected("four hexadecimal digits after '\\'");
        }

        var index = IsAtEnd ? -1 : "\"\\/bfnrt".IndexOf(Peek());
        if (index < 0)
        {
            throw Unexpected("an escape of JSON");
        }

        At++;
        return "\"\\/\b\f\n\r\t"[index];
    }

    private void TakeDigits(string expected)
    {
        var start = At;
        while (Peek() is >= '0' and <= '9')
        {
            At++;
        }

        if (At == start)
        {
            throw Unexpected(expected);
        }
    }
}
