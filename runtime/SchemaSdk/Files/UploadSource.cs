using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Files;

/// <summary>The source of a file's content, which is sent inside a request.</summary>
internal abstract class UploadSource(string? mediaType)
{
    private static int s_count;

    private readonly int _number = Interlocked.Increment(ref s_count);

    /// <summary>The media type that the caller declared, checked; null if there is none.</summary>
    internal string? MediaType => mediaType;

    /// <summary>The media type for the file name; null if it is not known.</summary>
    internal virtual string? MediaTypeByName => null;

    /// <summary>Identifies content that may be sent only once, even within one input; null if it may be sent again.</summary>
    internal virtual object? OnlyOnce => null;

    /// <summary>True if the content was partly read and cannot be read again.</summary>
    internal virtual bool IsSpent => false;

    /// <summary>Opens the content at its start.</summary>
    /// <exception cref="FileProblemException">The content cannot be opened.</exception>
    internal abstract ValueTask<UploadContent> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Writes a placeholder into an input that is sent, or a description into a value that is printed.</summary>
    /// <exception cref="JsonException">The writer writes neither an input nor a value to print.</exception>
    internal void Write(Utf8JsonWriter writer)
    {
        if (JsonPrinter.IsPrinting(writer))
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
        else if (!InputFiles.TryWrite(writer, this))
        {
            throw new JsonException(
                $"A ModelFile from {this} cannot be written as JSON: its content is read while an endpoint's RunAsync, SubmitAsync or "
                + "RunManyAsync sends the input. For JSON, create the file with ModelFile.FromUrl, from an address or a data: URI.");
        }
    }

    /// <summary>Writes the properties that <see cref="object.Equals(object)"/> compares.</summary>
    private protected virtual void PrintIdentity(Utf8JsonWriter writer, int number) => writer.WriteNumber("number"u8, number);

    /// <summary>A description that fits into a sentence.</summary>
    public abstract override string ToString();
}
