using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>Reads the tokens of JSON text.</summary>
internal sealed class JsonScanner(string text)
{
    /// <summary>The maximum length of a number, in characters. Parsing a number with millions of digits takes minutes.</summary>
    private const int MaxDigits = 1_000;

    /// <summary>The index of the next character.</summary>
    public int At { get; set; }

    public bool IsAtEnd => At >= text.Length;

    /// <summary>Returns the next character, or NUL at the end.</summary>
    public char Peek() => At < text.Length ? text[At] : '\0';

    [MethodImpl(Compiled.AtOnce)]
    public void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
        {
            At++;
        }
    }

    /// <summary>Skips a character if it is the next one; returns false if it is not.</summary>
    public bool TakeIf(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        At++;
        return true;
    }

    /// <summary>Skips the next character; throws if it is not the given one.</summary>
    /// <param name="c">The character to skip.</param>
    /// <param name="expected">The name of the character in a message.</param>
    public void Take(char c, string expected)
    {
        if (!TakeIf(c))
        {
            throw Unexpected(expected);
        }
    }

    /// <summary>Skips a literal such as <c>true</c>; throws if it is not next.</summary>
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
    /// A long, a <see cref="BigInteger"/> for an integer that does not fit in a long, or a double for any other number. A number beyond the
    /// range of double becomes infinity. A whole number that is written with a fraction or an exponent, such as 1.0, is returned as an
    /// integer only if a double would change its digits.
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
            // On .NET Framework, TryParse returns false for a number that is out of range.
            var value = double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var near) ? near
                : number[0] == '-' ? double.NegativeInfinity
                : double.PositiveInfinity;
            if (!IsChangedWhole(number, value))
            {
                return value;
            }
        }

        return long.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var small)
            ? (object)small
            : BigInteger.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a string. The opening quote must be the next character.</summary>
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
                throw new JsonTextException($"The control character U+{(int)c:X4} in a string must be escaped", new TextSpan(At, 1));
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

    /// <summary>Returns an exception that says what was found and what was expected.</summary>
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

    /// <summary>
    /// Returns true for a whole number whose digits would change if it were read as a double, such as 9007199254740993.0.
    /// </summary>
    private static bool IsChangedWhole(string number, double value) =>
        Math.Abs(value) >= 1L << 53
            && !double.IsInfinity(value)
            && Whole(number) is { } whole
            && Whole(value.ToString("R", CultureInfo.InvariantCulture)) != whole;

    /// <summary>Returns the value of a whole number; null for any other number.</summary>
    private static BigInteger? Whole(string number) =>
        BigInteger.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    /// <summary>Replaces unpaired surrogates, which JSON escapes allow but UTF-8 cannot encode.</summary>
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

            throw new JsonTextException("The escape '\\u' must have four hexadecimal digits", new TextSpan(At, 1));
        }

        var index = IsAtEnd ? -1 : "\"\\/bfnrt".IndexOf(Peek());
        if (index < 0)
        {
            throw Unexpected("a JSON escape");
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
