using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Files;

/// <summary>The source of a file's content, which is sent inside a request.</summary>
/// <param name="mediaType">The type that the caller states, checked; null if none.</param>
internal abstract class UploadSource(string? mediaType)
{
    private static int s_count;

    private readonly int _number = Interlocked.Increment(ref s_count);

    /// <summary>The media type that the caller states.</summary>
    internal string? MediaType => mediaType;

    /// <summary>The media type for the file's name.</summary>
    internal virtual string? MediaTypeByName => null;

    /// <summary>An object that may not be sent twice, even at two places of one input; null if there is no such limit.</summary>
    internal virtual object? OnlyOnce => null;

    /// <summary>True if it was read in part and cannot be read again.</summary>
    internal virtual bool IsSpent => false;

    /// <summary>Opens the content at its start.</summary>
    /// <exception cref="FileProblemException">It cannot be opened.</exception>
    internal abstract ValueTask<UploadContent> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Writes a placeholder into an input that is sent, and a description into a value that is printed; never the content.
    /// </summary>
    /// <exception cref="JsonException">It is written into other JSON.</exception>
    internal void Write(Utf8JsonWriter writer)
    {
        if (JsonPrinter.IsPrinting(writer))
        {
            Print(writer);
        }
        else if (!InputFiles.TryWrite(writer, this))
        {
            throw new JsonException(
                $"A ModelFile that is {this} has no JSON: its content is read while an endpoint's RunAsync, SubmitAsync or RunManyAsync "
                + "sends the input. For JSON use ModelFile.FromUrl, which takes a data: URI too.");
        }
    }

    // Prints the identity of the file, for comparing and showing.
    private void Print(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("file"u8, ToString());
        PrintIdentity(writer, _number);
        if (mediaType is not null)
        {
            writer.WriteString("media_type"u8, mediaType);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes what <see cref="object.Equals(object)"/> compares.</summary>
    private protected virtual void PrintIdentity(Utf8JsonWriter writer, int number) => writer.WriteNumber("number"u8, number);

    /// <summary>A description that fits into a sentence.</summary>
    public abstract override string ToString();
}
