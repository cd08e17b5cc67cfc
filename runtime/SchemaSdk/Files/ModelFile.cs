using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SchemaSdk;

/// <summary>An image, video or audio file of an input or output. An output's file can be used unchanged in another model's input.</summary>
[JsonConverter(typeof(ModelJsonConverter<ModelFile>))]
public sealed class ModelFile : IFileValue<ModelFile>, IEquatable<ModelFile>
{
    // A string that is an address, the source of a file to send, or the bytes of JSON that is not an address.
    private readonly object _content;

    private ModelFile(object content) => _content = content;

    /// <summary>
    /// The address that the service returned or will receive: https, or a <c>data:</c> URI. Null for a file from a path, a stream or bytes,
    /// because its content is sent with the input. Also null for JSON that is not an address; <see cref="Read"/> keeps such JSON unchanged.
    /// </summary>
    public string? Url => _content as string;

    /// <summary>Creates a file that the service downloads itself. The address must be public and need no cookie or login.</summary>
    /// <param name="url">The address. It is sent unchanged; the service decides whether it can be downloaded.</param>
    /// <exception cref="ArgumentNullException"><paramref name="url"/> is null.</exception>
    public static ModelFile FromUrl(string url) => new(url ?? throw new ArgumentNullException(nameof(url)));

    /// <summary>
    /// Creates a file from a path on this machine. The file's content is sent with the input, or before the input if the service stores
    /// large files (as fal and Replicate do). The file is opened when the input is submitted, and again for each further attempt. A
    /// relative path is resolved against the current folder at the time of this call.
    /// </summary>
    /// <param name="path">The path. It is not used before the submit.</param>
    /// <param name="mediaType">
    /// The media type, such as <c>image/png</c>. It must have no parameters, and must not contradict the content. If null, it is
    /// determined from the content, or else from the file name. An MP4 file whose name ends in <c>.m4a</c> counts as audio.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty or not valid, or the media type is not valid.</exception>
    public static ModelFile FromPath(string path, string? mediaType = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ModelFile(new PathSource(path, MediaTypes.Check(mediaType)));
    }

    /// <summary>
    /// Creates a file from the rest of a stream. The stream is read while the input is sent, and stays open. Do not use the stream until
    /// the input has been sent.
    /// </summary>
    /// <remarks>
    /// A stream that can be rewound is rewound for each further attempt and each input that contains it. Any other stream is sent once: if
    /// it was partly read when the service refuses the input temporarily, the call fails with <see cref="ModelUnavailableException"/>.
    /// Calls that share a stream send it one after another, and their wait for it counts towards <see cref="ModelTimeouts.Submit"/>.
    /// </remarks>
    /// <param name="stream">The stream. It is read from its current position.</param>
    /// <param name="mediaType">
    /// The media type, such as <c>image/png</c>. It must have no parameters, and must not contradict the content. If null, it is
    /// determined from the content, but this is not possible for every kind of file.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read, or the media type is not valid.</exception>
    public static ModelFile FromStream(Stream stream, string? mediaType = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new ModelFile(new StreamSource(stream, MediaTypes.Check(mediaType)));
    }

    /// <summary>Creates a file from bytes. They are not copied, so do not change them before the input has been sent.</summary>
    /// <param name="content">The content of the file.</param>
    /// <param name="mediaType">
    /// The media type, such as <c>image/png</c>. It must have no parameters, and must not contradict the bytes. If null, it is
    /// determined from the bytes, but this is not possible for every kind of file.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="mediaType"/> is not a media type.</exception>
    public static ModelFile FromBytes(ReadOnlyMemory<byte> content, string? mediaType = null) =>
        new(new BytesSource(content, MediaTypes.Check(mediaType)));

    /// <summary>Same as <see cref="FromUrl"/>; null stays null.</summary>
    /// <param name="url">The address.</param>
    [return: NotNullIfNotNull(nameof(url))]
    public static implicit operator ModelFile?(string? url) => url is null ? null : new ModelFile(url);

    /// <summary>Same as <see cref="FromUrl"/> with <see cref="Uri.OriginalString"/>; null stays null.</summary>
    /// <param name="url">The address.</param>
    [return: NotNullIfNotNull(nameof(url))]
    public static implicit operator ModelFile?(Uri? url) => url is null ? null : new ModelFile(url.OriginalString);

    /// <summary>Returns the address as a <see cref="Uri"/>.</summary>
    /// <param name="uri">The address if the method returns true.</param>
    /// <returns>
    /// False for text that is not an absolute address, or that is longer than <see cref="Uri"/> allows: about 65,000 characters on .NET 8.
    /// </returns>
    // Excludes paths, because .NET on Unix accepts a path as the address of a local file.
    public bool TryGetUri([NotNullWhen(true)] out Uri? uri) => Uri.TryCreate(Url is ['/', ..] ? null : Url, UriKind.Absolute, out uri);

    /// <summary>Reads an address. Other values are kept and written back unchanged, as services do not always follow schemas.</summary>
    /// <param name="reader">The reader, positioned on the first token of the value. The method leaves it on the last token.</param>
    public static ModelFile Read(ref Utf8JsonReader reader) =>
        new(JsonText.TryRead(ref reader, out var url) ? url : RawJson.Read(ref reader));

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> or <paramref name="value"/> is null.</exception>
    /// <exception cref="JsonException">
    /// The file is from a path, a stream or bytes, and is written outside an input that is being submitted.
    /// </exception>
    public static void Write(Utf8JsonWriter writer, ModelFile value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value._content is UploadSource unsent)
        {
            unsent.Write(writer);
        }
        else if (value._content is byte[] other)
        {
            RawJson.Write(writer, other);
        }
        else
        {
            writer.WriteStringValue(value.Url);
        }
    }

    /// <summary>Compares the addresses, the JSON, or both path and media type. A file from a stream or bytes equals only itself.</summary>
    /// <param name="other">The other file.</param>
    public bool Equals(ModelFile? other) => _content is byte[] mine && other?._content is byte[] theirs
        ? mine.AsSpan().SequenceEqual(theirs) : _content.Equals(other?._content);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ModelFile);

    /// <inheritdoc />
    public override int GetHashCode() => _content is byte[] other ? other.Length : _content.GetHashCode();

    /// <summary>
    /// Returns the address, truncated to 300 characters because a <c>data:</c> URI can be megabytes long. For a file from a path, a stream
    /// or bytes, returns a description without the content. For JSON that is not an address, returns the JSON, truncated too.
    /// </summary>
    public override string ToString() => _content switch
    {
        byte[] other => JsonText.Cut(other),
        UploadSource unsent => ErrorText.Cut(unsent.ToString()!),
        _ => Url is { Length: > ErrorText.MaxLength } url ? string.Concat(url.AsSpan(0, ErrorText.MaxLength - 1), "…") : Url!,
    };
}
