using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Uploads;

/// <summary>
/// The files of one input whose content is not in its JSON. A placeholder stands there, which the request's body replaces while it is
/// sent.
/// </summary>
/// <remarks>
/// A placeholder is known by where it was written, never by how it looks, so no text of a caller can pass for one. It is unguessable as
/// well, because the check of an input sees only texts.
/// </remarks>
internal sealed class InputFiles
{
    private const int RandomBytes = 16;

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    [ThreadStatic]
    private static InputFiles? t_written;

    [ThreadStatic]
    private static InputFiles? t_checked;

    private readonly string _mark = $"file-{Convert.ToHexString(RandomNumberGenerator.GetBytes(RandomBytes))}-";
    private readonly List<InputFile> _files = [];

    internal IReadOnlyList<InputFile> All => _files;

    /// <summary>Begins to take the files that are written into an input, in place of any input that is being written around it.</summary>
    internal static Outer Begin(Utf8JsonWriter writer)
    {
        var outer = new Outer(t_writer, t_written);
        (t_writer, t_written) = (writer, null);
        return outer;
    }

    /// <returns>The files that were written; null: none.</returns>
    internal static InputFiles? End(Outer outer)
    {
        var files = t_written;
        (t_writer, t_written) = (outer.Writer, outer.Files);
        return files;
    }

    /// <summary>Writes a file's placeholder.</summary>
    /// <returns>False: what is written there is no input that is to be sent.</returns>
    internal static bool TryWrite(Utf8JsonWriter writer, UploadSource source)
    {
        if (!ReferenceEquals(t_writer, writer))
        {
            return false;
        }

        (t_written ??= new InputFiles()).Write(writer, source);
        return true;
    }

    /// <summary>Whether a text of the input that is being checked is a placeholder.</summary>
    internal static bool IsPlaceholder(ReadOnlySpan<byte> text) => t_checked is { } files && files.Has(text);

    /// <summary>Whether each placeholder still stands where it was written.</summary>
    internal bool AreIn(ReadOnlySpan<byte> json)
    {
        foreach (var file in _files)
        {
            if (file.End > json.Length || !json[file.Start..file.End].SequenceEqual(Encoding.ASCII.GetBytes($"\"{file.Placeholder}\"")))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Checks the input's JSON against its schema, with the placeholders known for what they are.</summary>
    internal IReadOnlyList<ValidationError> Check(ModelInfo model, ReadOnlySpan<byte> json)
    {
        var outer = t_checked;
        t_checked = this;
        try
        {
            return [.. model.Validate(json).Select(Readable)];
        }
        finally
        {
            t_checked = outer;
        }
    }

    /// <summary>Where in the input each file is, as a JSON pointer.</summary>
    internal string[] Pointers(ReadOnlySpan<byte> json) =>
        JsonPointers.Find(json, JsonCheck.Options, [.. _files.Select(file => (long)file.Start)]);

    private void Write(Utf8JsonWriter writer, UploadSource source)
    {
        var placeholder = _mark + _files.Count.ToString("D6", CultureInfo.InvariantCulture);
        writer.WriteStringValue(placeholder);
        var end = checked((int)(writer.BytesCommitted + writer.BytesPending));
        _files.Add(new InputFile(source, placeholder, end - placeholder.Length - 2, end));
    }

    private bool Has(ReadOnlySpan<byte> text) =>
        text.Length > _mark.Length
        && Encoding.ASCII.GetString(text[.._mark.Length]) == _mark
        && Utf8Parser.TryParse(text[_mark.Length..], out int index, out _)
        && index >= 0 && index < _files.Count
        && Encoding.ASCII.GetString(text) == _files[index].Placeholder;

    private ValidationError Readable(ValidationError error) =>
        error with { Message = Readable(error.Message), Value = error.Value is null ? null : Readable(error.Value) };

    // Also where it stands inside an object that does not fit.
    private string Readable(string text) => text.Contains(_mark, StringComparison.Ordinal)
        ? _files.Aggregate(text, (shown, file) => shown.Replace(file.Placeholder, $"({file.Source})", StringComparison.Ordinal))
        : text;

    /// <summary>What was being written when an input was begun, as from a property of another.</summary>
    internal readonly record struct Outer(Utf8JsonWriter? Writer, InputFiles? Files);
}
