using System.Globalization;
using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Files.Uploads;

/// <summary>An input with its files, opened for one attempt to send it.</summary>
internal sealed class UploadBody : ISubmitBody
{
    private readonly UploadLimits _limits;
    private readonly List<UploadPart> _parts = [];

    private UploadBody(ReadOnlyMemory<byte> json, UploadLimits limits)
    {
        Json = json;
        _limits = limits;
    }

    /// <summary>The input as it was written, with placeholders.</summary>
    internal ReadOnlyMemory<byte> Json { get; }

    /// <summary>The files in the order of their placeholders.</summary>
    internal IReadOnlyList<UploadPart> Parts => _parts;

    /// <summary>The number of bytes with the files; null if the length of a stream is unknown.</summary>
    public long? Length
    {
        get
        {
            long? length = Json.Length;
            foreach (var part in _parts)
            {
                length += part.EncodedLength - part.File.Placeholder.Length;
            }

            return length;
        }
    }

    internal long MaxLength => _limits.Request;

    /// <summary>Opens all files, and determines their types and sizes.</summary>
    /// <exception cref="UploadException">Some files cannot be sent. Nothing was sent.</exception>
    // json: the body, with placeholders. pointers: the JSON pointer of each file in the input.
    internal static async ValueTask<UploadBody> OpenAsync(
        ReadOnlyMemory<byte> json,
        InputFiles files,
        IReadOnlyList<string> pointers,
        UploadLimits limits,
        CancellationToken cancellationToken)
    {
        var body = new UploadBody(json, limits);
        try
        {
            await body.OpenAsync(files, pointers, cancellationToken).ConfigureAwait(false);
            return body;
        }
        catch
        {
            // Nothing else would dispose the files that were opened.
            body.Dispose();
            throw;
        }
    }

    public Task WriteAsync(Stream destination, Action<bool> goOn, CancellationToken cancellationToken) =>
        new UploadWriter(this, destination, goOn).WriteAsync(cancellationToken);

    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Content.Dispose();
        }
    }

    internal UploadException TooLarge(long length, bool isBegun) => new(
        [
            new ValidationError
            {
                JsonPointer = "",
                Rule = FileRules.MaxBytes,
                Message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"The input has {length} bytes with its files as base64{(isBegun ? " or more" : "")}; Uploads.MaxRequestBytes allows "
                    + $"{MaxLength}."),
                Value = length.ToString(CultureInfo.InvariantCulture),
                Allowed = string.Create(CultureInfo.InvariantCulture, $"at most {MaxLength} bytes"),
            },
        ],
        isBegun,
        inner: null);

    private async ValueTask OpenAsync(InputFiles files, IReadOnlyList<string> pointers, CancellationToken cancellationToken)
    {
        var errors = new List<ValidationError>();
        Exception? inner = null;
        for (var i = 0; i < files.All.Count; i++)
        {
            var (file, pointer) = (files.All[i], pointers[i]);
            try
            {
                _parts.Add(await UploadPart.OpenAsync(file, pointer, _limits.Of, cancellationToken).ConfigureAwait(false));
                CheckOnce(_parts[^1]);
            }
            catch (FileProblemException problem)
            {
                errors.Add(UploadException.Error(pointer, file.Source, problem));
                inner ??= problem.InnerException;
            }
        }

        if (errors.Count > 0)
        {
            throw new UploadException(errors, isBegun: false, inner);
        }

        if (Length > MaxLength)
        {
            throw TooLarge(Length.Value, isBegun: false);
        }
    }

    private void CheckOnce(UploadPart part)
    {
        if (part.File.Source.OnlyOnce is { } once
            && _parts.Find(other => other != part && other.File.Source.OnlyOnce == once) is { } first)
        {
            throw UploadPart.UsedTwice(first.Pointer);
        }
    }
}
