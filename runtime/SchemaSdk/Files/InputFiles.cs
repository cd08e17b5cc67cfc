using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;

namespace SchemaSdk.Files;

/// <summary>The files whose content is sent with an input. Each replaces a placeholder in the JSON while the body is sent.</summary>
/// <remarks>
/// A placeholder is identified by its position, never by its text, so that a caller's text cannot be mistaken for a placeholder. The text
/// of a placeholder must still be unguessable, because the messages of validation errors are searched for that text.
/// </remarks>
internal sealed class InputFiles(IEnumerable<InputFile> files)
{
    private const string Prefix = "file-";

    // The writer is the key, because the method that writes a file gets only the writer.
    private static readonly ConditionalWeakTable<Utf8JsonWriter, InputFiles> Writing = [];

    private readonly List<InputFile> _files = [.. files];

    internal IReadOnlyList<InputFile> All => _files;

    /// <summary>Starts to collect the files that are written to a writer.</summary>
    internal static InputFiles Begin(Utf8JsonWriter writer) => Writing.GetValue(writer, static _ => new InputFiles([]));

    internal static void End(Utf8JsonWriter writer) => Writing.Remove(writer);

    /// <summary>Writes a placeholder for a file. Returns false if the writer does not write an input to be sent.</summary>
    internal static bool TryWrite(Utf8JsonWriter writer, UploadSource source)
    {
        if (!Writing.TryGetValue(writer, out var input))
        {
            return false;
        }

        var placeholder = $"{Prefix}{RandomNumberGenerator.GetHexString(32)}";
        writer.WriteStringValue(placeholder);
        var end = checked((int)(writer.BytesCommitted + writer.BytesPending));
        input._files.Add(new InputFile(source, placeholder, end - placeholder.Length - 2, end));
        return true;
    }

    /// <summary>Returns the same placeholders, with a new source for each file.</summary>
    internal InputFiles With(IReadOnlyList<UploadSource> sources) =>
        new(_files.Select((file, index) => file with { Source = sources[index] }));

    /// <summary>Writes the addresses of stored files in place of their placeholders.</summary>
    /// <returns>The input, and the files that still have placeholders (null if every file was replaced).</returns>
    internal (ReadOnlyMemory<byte> Json, InputFiles? Left) Replace(ReadOnlySpan<byte> json, Dictionary<UploadSource, string> addresses)
    {
        var text = new ArrayBufferWriter<byte>(json.Length);
        var left = new InputFiles([]);
        var start = 0;
        foreach (var file in _files)
        {
            text.Write(json[start..file.Start]);
            if (addresses.TryGetValue(file.Source, out var address))
            {
                text.Write(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(address, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""));
            }
            else
            {
                left._files.Add(file with { Start = text.WrittenCount, End = text.WrittenCount + file.End - file.Start });
                text.Write(json[file.Start..file.End]);
            }

            start = file.End;
        }

        text.Write(json[start..]);
        return (text.WrittenSpan.ToArray(), left._files.Count == 0 ? null : left);
    }

    /// <summary>Checks the input's JSON against its schema. The length and the pattern of a placeholder are not checked.</summary>
    internal IReadOnlyList<ValidationError> Check(ModelInfo model, ReadOnlySpan<byte> json) =>
        [.. model.Validate(json, [.. _files.ConvertAll(static file => file.Start)]).Select(Readable)];

    internal IEnumerable<(InputFile File, string Pointer)> At(ReadOnlySpan<byte> json) =>
        _files.Zip(JsonPointers.Find(json, JsonText.InputOptions, [.. _files.ConvertAll(static file => (long)file.Start)]));

    private ValidationError Readable(ValidationError error) =>
        error with { Message = Readable(error.Message), Value = error.Value is null ? null : Readable(error.Value) };

    // A message may quote placeholders. It must not show paths, because it may reach callers of a server.
    private string Readable(string text) => text.Contains(Prefix, StringComparison.Ordinal)
        ? _files.Aggregate(text, static (shown, file) => shown.Replace(file.Placeholder, "(a file)", StringComparison.Ordinal)) : text;
}

/// <summary>One input file, with the placeholder that replaces it in the input's JSON.</summary>
// Start, End: the offsets of the placeholder in the JSON, including its quotation marks.
internal sealed record InputFile(UploadSource Source, string Placeholder, int Start, int End);
