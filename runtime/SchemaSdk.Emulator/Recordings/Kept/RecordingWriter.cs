using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaSdk.Emulation.Recordings.Kept;

/// <summary>Writes the file of a recording, one value per line, so that changes to the file are easy to read.</summary>
internal static class RecordingWriter
{
    public static byte[] Write(Recording recording, bool isIndented)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options(isIndented)))
        {
            writer.WriteStartObject();
            writer.WriteNumber(Names.Format, Names.Version);
            writer.WriteString(Names.Service, recording.Service);
            writer.WriteString(Names.Model, recording.Model);
            writer.WriteString(
                Names.RecordedAt, recording.RecordedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            Write(writer, Names.Input, recording.Input);
            Write(writer, recording.States);
            if (recording.Output is not null)
            {
                Write(writer, Names.Output, recording.Output);
            }

            if (recording.Error is { } error)
            {
                writer.WritePropertyName(Names.Error);
                error.WriteTo(writer);
            }

            Write(writer, recording.Files);
            if (recording.CostUsd is { } cost)
            {
                writer.WriteNumber(Names.CostUsd, cost);
            }

            if (recording.Price is { } price)
            {
                writer.WriteStartObject(Names.Price);
                writer.WriteNumber(Names.Usd, price.Usd);
                writer.WriteString(Names.Unit, price.Unit);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        // The JSON writer of .NET 8 uses the line endings of the system. Line breaks within strings are escaped, so no value changes.
        return Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(buffer.WrittenSpan).Replace("\r\n", "\n", StringComparison.Ordinal) + "\n");
    }

    private static JsonWriterOptions Options(bool isIndented) =>
        JsonRewriter.Written with { MaxDepth = JsonRewriter.MostDepth + 1, Indented = isIndented };

    private static void Write(Utf8JsonWriter writer, string name, string json)
    {
        using var value = JsonDocument.Parse(json, JsonRewriter.Read);
        writer.WritePropertyName(name);
        value.RootElement.WriteTo(writer);
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<RecordedState> states)
    {
        writer.WriteStartArray(Names.States);
        foreach (var state in states)
        {
            writer.WriteStartObject();
            writer.WriteNumber(Names.At, (decimal)Math.Round(state.At, 3));
            writer.WriteString(Names.State, Names.Of(state.Phase));
            if (state.Position is { } position)
            {
                writer.WriteNumber(Names.Position, position);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<RecordedFile> files)
    {
        if (files.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(Names.Files);
        foreach (var file in files)
        {
            writer.WriteStartObject();
            writer.WriteString(Names.Name, file.Name);
            writer.WriteString(Names.MediaType, file.MediaType);
            if (file is { Bytes: { } bytes, Hash: { } hash })
            {
                writer.WriteNumber(Names.Bytes, bytes);
                writer.WriteString(Names.Hash, hash);
            }

            if (file.IsInline)
            {
                writer.WriteBoolean(Names.Inline, true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
