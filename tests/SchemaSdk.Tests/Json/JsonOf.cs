using System.Buffers;
using System.Text.Encodings.Web;

namespace SchemaSdk.Tests.Json;

internal static class JsonOf
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static VideoInput Input(string json) => Read<VideoInput>(json);

    public static T Read<T>(string json)
        where T : IModelValue<T>
    {
        var reader = Reader(json);
        var value = T.Read(ref reader);
        Assert.False(reader.Read(), "JSON follows the value");
        return value;
    }

    public static VideoInput InputInSegments(string json)
    {
        var reader = ReaderInSegments(json);
        return VideoInput.Read(ref reader);
    }

    /// <summary>Returns a reader positioned on the first token.</summary>
    public static Utf8JsonReader Reader(string json, int maxDepth = 64)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = maxDepth });
        reader.Read();
        return reader;
    }

    /// <summary>Returns a reader of JSON in segments of one byte, positioned on the first token.</summary>
    public static Utf8JsonReader ReaderInSegments(string json)
    {
        Segment? first = null, last = null;
        foreach (var value in Encoding.UTF8.GetBytes(json))
        {
            last = new Segment(value, last);
            first ??= last;
        }

        var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(first!, 0, last!, 1));
        reader.Read();
        return reader;
    }

    public static string Text<T>(T value)
        where T : IModelValue<T>
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, Readable);
        T.Write(writer, value);
        writer.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static string Again(string json) => Text(Input(json));

    public static JsonElement Element(string json) => JsonDocument.Parse(json).RootElement;

    public static IReadOnlyList<ValidationError> Check(string json, string rules) =>
        InputRules.WithPatterns(rules).Check(Encoding.UTF8.GetBytes(json));

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte value, Segment? before)
        {
            Memory = new[] { value };
            if (before is not null)
            {
                before.Next = this;
                RunningIndex = before.RunningIndex + 1;
            }
        }
    }
}
