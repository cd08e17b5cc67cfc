using System.Globalization;
using System.Text;
using SchemaSdk.Client.Settings;

namespace SchemaSdk.Files.Uploads;

/// <summary>One open file of an attempt.</summary>
internal sealed class UploadPart
{
    private readonly string _mediaType;
    private readonly long _most;
    private readonly string _option;

    private UploadPart(InputFile file, string pointer, UploadContent content, UploadLimits limits)
    {
        (File, Pointer, Content) = (file, pointer, content);
        if (content.Head.IsEmpty)
        {
            throw new FileProblemException(FileRules.MinBytes, "which is empty") { Value = "0", Allowed = "at least 1 byte" };
        }

        _mediaType = MediaTypes.Of(file.Source, content.Head.Span);
        (_most, _option) = limits.Of(_mediaType);
        Prefix = Encoding.ASCII.GetBytes($"data:{_mediaType};base64,");
        if (content.Length is { } length)
        {
            CheckSize(length);
        }
    }

    internal InputFile File { get; }

    internal string Pointer { get; }

    internal UploadContent Content { get; }

    /// <summary>The start of the <c>data:</c> URI.</summary>
    internal ReadOnlyMemory<byte> Prefix { get; }

    /// <summary>The number of bytes of the whole URI; null if the length of a stream is unknown.</summary>
    internal long? EncodedLength => Prefix.Length + (Content.Length is { } length ? UploadLimits.Base64Length(length) : null);

    internal static async ValueTask<UploadPart> OpenAsync(
        InputFile file, string pointer, UploadLimits limits, CancellationToken cancellationToken)
    {
        var content = await file.Source.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new UploadPart(file, pointer, content, limits);
        }
        catch
        {
            // Nothing else disposes of the content.
            content.Dispose();
            throw;
        }
    }

    /// <exception cref="FileProblemException">More bytes were read than are allowed, or than the file had when it was opened.</exception>
    internal void CheckRead(long count)
    {
        CheckSize(count);
        if (count > Content.Length)
        {
            throw Changed(count, "grew");
        }
    }

    /// <exception cref="FileProblemException">The file ended with fewer bytes than it had when it was opened.</exception>
    internal void CheckEnd(long count)
    {
        if (count < Content.Length)
        {
            throw Changed(count, "shrank");
        }
    }

    private void CheckSize(long length)
    {
        if (length > _most)
        {
            throw new FileProblemException(
                FileRules.MaxBytes,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"which as {_mediaType} may have at most {_most} bytes ({_option}) but has "
                    + $"{length}{(Content.Length is null ? " or more" : "")}"))
            {
                Value = length.ToString(CultureInfo.InvariantCulture),
                Allowed = string.Create(CultureInfo.InvariantCulture, $"at most {_most} bytes"),
            };
        }
    }

    private FileProblemException Changed(long count, string how) => new(
        FileRules.Unchanged,
        string.Create(CultureInfo.InvariantCulture, $"which {how} while it was read: it had {Content.Length} bytes when it was opened"))
    {
        Value = count.ToString(CultureInfo.InvariantCulture),
        Allowed = string.Create(CultureInfo.InvariantCulture, $"{Content.Length} bytes"),
    };
}
