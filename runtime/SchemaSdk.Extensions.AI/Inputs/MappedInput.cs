using System.Buffers;
using SchemaSdk.Extensions.AI.Schemas;
using SchemaSdk.Submitting;

namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>The JSON of an input, in which texts that cannot be guessed stand for files whose content is sent.</summary>
internal sealed class MappedInput
{
    private readonly Dictionary<string, Action<Utf8JsonWriter>> _files = new(StringComparer.Ordinal);

    internal MappedInput(JsonObject members) => Members = members;

    /// <summary>Takes over an input that the application made.</summary>
    internal MappedInput(WrittenInput written)
    {
        Members = JsonNode.Parse(written.Text.Span, documentOptions: SchemaText.AnyDepth) as JsonObject ?? [];
        foreach (var file in written.Files?.All ?? [])
        {
            _files[file.Placeholder] = file.Source.Write;
        }
    }

    internal JsonObject Members { get; }

    /// <summary>Returns the value that stands for a file.</summary>
    internal JsonValue ValueOf(ModelFile file)
    {
        if (file.Url is { } url)
        {
            return JsonValue.Create(url);
        }

        var placeholder = $"file-{Guid.NewGuid():N}";
        _files[placeholder] = writer => ModelFile.Write(writer, file);
        return JsonValue.Create(placeholder);
    }

    internal void Write(Utf8JsonWriter writer) => Write(writer, Members);

    /// <summary>Returns the JSON, in which placeholders stand for files.</summary>
    internal ReadOnlyMemory<byte> ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Members.WriteTo(writer);
        }

        return buffer.WrittenMemory;
    }

    private void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, value) in members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValue value when _files.Count > 0 && value.TryGetValue<string>(out var text) && _files.TryGetValue(text, out var file):
                file(writer);
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
