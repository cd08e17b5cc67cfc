using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>Reads and writes values as JSON text.</summary>
internal static class JsonOf
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static VideoInput Input(string json) => Read<VideoInput>(json);

    public static T Read<T>(string json)
        where T : IModelValue<T>
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        var value = T.Read(ref reader);
        Assert.False(reader.Read(), "the value was not read to its end");
        return value;
    }

    /// <summary>Reads from a sequence of segments of one byte each.</summary>
    public static VideoInput InputInPieces(string json)
    {
        var reader = new Utf8JsonReader(Pieces(json));
        reader.Read();
        return VideoInput.Read(ref reader);
    }

    /// <summary>A text as a sequence of segments of one byte each.</summary>
    public static ReadOnlySequence<byte> Pieces(string json)
    {
        Piece? first = null, last = null;
        foreach (var value in Encoding.UTF8.GetBytes(json))
        {
            last = new Piece(value, last);
            first ??= last;
        }

        return new ReadOnlySequence<byte>(first!, 0, last!, 1);
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

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte value, Piece? before)
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
