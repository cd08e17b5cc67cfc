using System.Buffers;
using SchemaSdk.Files;
using SchemaSdk.Submitting;

namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>The JSON of an input, with a random placeholder text in place of each file whose content is sent.</summary>
internal sealed class MappedInput
{
    private readonly Dictionary<string, Action<Utf8JsonWriter>> _files = new(StringComparer.Ordinal);

    internal MappedInput(JsonObject members) => Members = members;

    /// <summary>Wraps an input that the application made.</summary>
    internal MappedInput(WrittenInput written)
    {
        using var document = JsonDocument.Parse(written.Text, ShownJson.AnyDepth);
        Members = LastMembers.Of(document.RootElement);
        foreach (var file in written.Files?.All ?? [])
        {
            _files[file.Placeholder] = file.Source.Write;
        }
    }

    internal JsonObject Members { get; }

    /// <summary>Returns the value for a file: its URL, or a placeholder for its content.</summary>
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

    internal void Write(Utf8JsonWriter writer)
    {
        if (_files.Count == 0)
        {
            Members.WriteTo(writer);
            return;
        }

        using var document = JsonDocument.Parse(ToUtf8(), ShownJson.AnyDepth);
        JsonWithFiles.Write(writer, document.RootElement, (to, text) =>
        {
            var isFile = _files.TryGetValue(text.GetString()!, out var file);
            file?.Invoke(to);
            return isFile;
        });
    }

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
}
