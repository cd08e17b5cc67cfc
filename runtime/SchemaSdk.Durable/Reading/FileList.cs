using System.Buffers;
using System.Text;

namespace SchemaSdk.Durable.Reading;

/// <summary>The paths of the files of a job, as one JSON text.</summary>
internal static class FileList
{
    internal static string? Write(IReadOnlyList<string> files)
    {
        if (files.Count == 0)
        {
            return null;
        }

        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartArray();
        for (var at = 0; at < files.Count; at++)
        {
            writer.WriteStringValue(files[at]);
        }

        writer.WriteEndArray();
        writer.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    internal static IReadOnlyList<string> Read(string? text)
    {
        if (text is null)
        {
            return [];
        }

        var files = new List<string>();
        using var document = JsonDocument.Parse(text);
        foreach (var file in document.RootElement.EnumerateArray())
        {
            files.Add(file.GetString() ?? "");
        }

        return files;
    }
}
