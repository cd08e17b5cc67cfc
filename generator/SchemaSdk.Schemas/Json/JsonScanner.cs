using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>Reads the strings, numbers and words of a JSON text.</summary>
/// <param name="text">The whole text.</param>
internal sealed class JsonScanner(string text)
{
    /// <summary>The most characters of a number. Parsing one with millions of digits takes minutes.</summary>
    private const int MaxDigits = 1_000;

    /// <summary>Characters from the start.</summary>
    public int At { get; set; }

    /// <summary>True if nothing is left.</summary>
    public bool IsAtEnd => At >= text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public char Peek() => At < text.Length ? text[At] : '\0';

    /// <summary>Skips JSON white space.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
        {
            At++;
        }
    }

    /// <summary>Skips one character if it is next.</summary>
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

    /// <summary>Skips one character, which must be next.</summary>
    /// <param name="c">The character.</param>
    /// <param name="expected">What to call the character in a message.</param>
    public void Take(char c, string expected)
    {
        if (!TakeIf(c))
        {
            throw Unexpected(expected);
        }
    }

    /// <summary>Skips a word, which must be next.</summary>
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
    /// A long if it fits, a <see cref="BigInteger"/> for more digits, otherwise a double, which is infinite if the number is too large.
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
            // On .NET Framework, parsing such a number fails.
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

    /// <summary>Makes an exception that says what is next and what should be.</summary>
    /// <param name="expected">What should be next.</param>
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

    /// <summary>Replaces unpaired surrogates, which JSON can escape but UTF-8 cannot hold.</summary>
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
