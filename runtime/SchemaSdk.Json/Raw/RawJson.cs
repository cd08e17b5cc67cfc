using System.Buffers;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Copies JSON values. Names, strings and numbers keep their exact text; white space between tokens is removed.</summary>
internal static class RawJson
{
    internal static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    // The text of an element still has the comments and trailing commas of its document.
    private static readonly JsonReaderOptions AsParsed =
        new() { MaxDepth = int.MaxValue, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private const int MaxKept = 1 << 16;
    private const int MaxParsed = 10_000;
    private const long MaxWork = 4_000_000_000;   // a few seconds; 64 MiB of JSON with up to 64 levels stays below it

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_output;

    /// <param name="reader">The reader, on the first token of the value; on return, on its last token.</param>
    public static byte[] Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return ReadScalar(ref reader);
        }

        var output = t_output ?? new ArrayBufferWriter<byte>();
        t_output = null;
        var depth = reader.CurrentDepth;
        var isFirst = true;
        while (true)
        {
            var token = reader.TokenType;
            if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                Append(output, token == JsonTokenType.EndObject ? (byte)'}' : (byte)']');
                isFirst = false;
                if (reader.CurrentDepth == depth)
                {
                    return Take(output);
                }
            }
            else
            {
                if (!isFirst)
                {
                    Append(output, (byte)',');
                }

                isFirst = AppendToken(output, ref reader);
            }

            ReadNext(ref reader);
        }
    }

    /// <summary>Moves to the next token, and throws if the JSON ends.</summary>
    public static void ReadNext(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            throw new JsonException("The JSON ends inside a value. Generated types can read only complete values.");
        }
    }

    /// <summary>Parses one value of up to 10,000 levels.</summary>
    /// <exception cref="JsonException">The JSON is invalid, has more levels, or takes too long to parse.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, AnyDepth);
        return Parse(ref reader);
    }

    /// <summary>Parses one value of up to 10,000 levels.</summary>
    /// <param name="reader">The reader, on or before the first token of the value; on return, on its last token.</param>
    /// <exception cref="JsonException">The JSON is invalid, has more levels, or takes too long to parse.</exception>
    public static JsonElement Parse(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.None)
        {
            ReadNext(ref reader);
        }

        return CanParse(reader) ? JsonElement.ParseValue(ref reader) : throw TooDeep();
    }

    /// <summary>Parses the text of one value of up to 10,000 levels. The text must not change afterwards.</summary>
    /// <exception cref="JsonException">The JSON is invalid, has more levels, or takes too long to parse.</exception>
    public static JsonDocument ParseInPlace(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, AnyDepth);
        ReadNext(ref reader);
        return CanParse(reader) ? JsonDocument.Parse(json, new() { MaxDepth = int.MaxValue }) : throw TooDeep();
    }

    /// <summary>Returns true if the value can be parsed in a few seconds.</summary>
    /// <param name="reader">The reader, on the first token of the value.</param>
    // At the end of each array or object, the parser goes back over all values inside, so the time for each value grows with its level.
    public static bool CanParse(Utf8JsonReader reader) => !IsDeeper(reader, MaxParsed, MaxWork);

    /// <summary>
    /// Returns true if a value is nested deeper than <c>levels</c>, or if the levels of all its tokens add up to more than <c>sum</c>.
    /// </summary>
    public static bool IsDeeper(Utf8JsonReader reader, int levels, long sum = long.MaxValue)
    {
        for (var start = reader.CurrentDepth; reader.Read() && reader.CurrentDepth > start;)
        {
            if (reader.CurrentDepth - start > levels || (sum -= reader.CurrentDepth - start) < 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes the text that <see cref="Read"/> returned, without changes.</summary>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> raw) => writer.WriteRawValue(raw, skipInputValidation: true);

    /// <summary>Writes an element, but leaves out its comments and trailing commas.</summary>
    // JsonElement.WriteTo would throw for an unpaired surrogate.
    public static void Write(Utf8JsonWriter writer, JsonElement element)
    {
#if NET9_0_OR_GREATER
        var raw = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(element);
#else
        ReadOnlySpan<byte> raw = System.Text.Encoding.UTF8.GetBytes(element.GetRawText());
#endif
        Write(writer, IsJson(raw) ? raw : Copy(raw));
    }

    /// <summary>Copies the text of an element, but leaves out its comments and trailing commas.</summary>
    public static byte[] Copy(ReadOnlySpan<byte> raw)
    {
        var reader = new Utf8JsonReader(raw, AsParsed);
        ReadNext(ref reader);
        return Read(ref reader);
    }

    private static bool IsJson(ReadOnlySpan<byte> raw)
    {
        try
        {
            var reader = new Utf8JsonReader(raw, AnyDepth);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonException TooDeep() =>
        new($"The JSON has more than {MaxParsed} levels, or too many values in deep levels, so parsing it takes too long. "
            + "Read it with Utf8JsonReader.");

    // Returns true if the next token needs no comma before it.
    private static bool AppendToken(ArrayBufferWriter<byte> output, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Append(output, (byte)'{');
                return true;
            case JsonTokenType.StartArray:
                Append(output, (byte)'[');
                return true;
            case JsonTokenType.String:
                AppendQuoted(output, ref reader);
                return false;
            case JsonTokenType.PropertyName:
                AppendQuoted(output, ref reader);
                Append(output, (byte)':');
                return true;
            default:
                AppendValue(output, ref reader);
                return false;
        }
    }

    private static byte[] Take(ArrayBufferWriter<byte> output)
    {
        var raw = output.WrittenSpan.ToArray();
        if (output.Capacity <= MaxKept)
        {
            output.ResetWrittenCount();
            t_output = output;
        }

        return raw;
    }

    private static byte[] ReadScalar(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan.ToArray();
        }

        var length = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
        var raw = new byte[length + 2];
        raw[0] = (byte)'"';
        raw[^1] = (byte)'"';
        if (reader.HasValueSequence)
        {
            reader.ValueSequence.CopyTo(raw.AsSpan(1));
        }
        else
        {
            reader.ValueSpan.CopyTo(raw.AsSpan(1));
        }

        return raw;
    }

    private static void AppendQuoted(ArrayBufferWriter<byte> output, ref Utf8JsonReader reader)
    {
        Append(output, (byte)'"');
        AppendValue(output, ref reader);
        Append(output, (byte)'"');
    }

    private static void AppendValue(ArrayBufferWriter<byte> output, ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence)
        {
            foreach (var part in reader.ValueSequence)
            {
                output.Write(part.Span);
            }
        }
        else
        {
            output.Write(reader.ValueSpan);
        }
    }

    private static void Append(ArrayBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
