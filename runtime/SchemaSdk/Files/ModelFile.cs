using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using SchemaSdk.Client.Errors;
using SchemaSdk.CompilerServices;
using SchemaSdk.Files;

namespace SchemaSdk;

/// <summary>An image, a video or a sound that a model takes or made. What a model made can be the next model's input as it is.</summary>
[JsonConverter(typeof(ModelJsonConverter<ModelFile>))]
public sealed class ModelFile : IFileValue<ModelFile>, IEquatable<ModelFile>
{
    private const int MaxText = 300;

    // An address as a string; the source of a file to send; or the bytes of other JSON.
    private readonly object _content;

    private ModelFile(object content) => _content = content;

    /// <summary>
    /// The address as the service wrote it or takes it: https, or a <c>data:</c> URI. Null for a path, a stream or bytes, whose content is
    /// sent with the input, and for JSON other than an address, which <see cref="Read"/> keeps.
    /// </summary>
    public string? Url => _content as string;

    /// <summary>A file that the service fetches itself, so its address must be public and need no cookie or login.</summary>
    /// <param name="url">Sent as it is; the service decides whether it can be fetched.</param>
    /// <exception cref="ArgumentNullException"><paramref name="url"/> is null.</exception>
    public static ModelFile FromUrl(string url) => new(url ?? throw new ArgumentNullException(nameof(url)));

    /// <summary>
    /// A file on this machine, whose content is sent with the input. It is opened when the input is submitted, and again for each further
    /// attempt. A relative path starts at the folder that is current now.
    /// </summary>
    /// <param name="path">Where it is. It is not looked at before the submit.</param>
    /// <param name="mediaType">
    /// What it is, such as <c>image/png</c>, without parameters. Null: what its content says, or else its name. It may not contradict the
    /// content.
    /// </param>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is empty or cannot be a path, or <paramref name="mediaType"/> is not a media type.
    /// </exception>
    public static ModelFile FromPath(string path, string? mediaType = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ModelFile(new PathSource(path, MediaTypes.Check(mediaType)));
    }

    /// <summary>
    /// The rest of a stream from its current position, read while the input is sent. The stream stays open; leave it alone until then.
    /// </summary>
    /// <remarks>
    /// A stream that can be rewound is, for a further attempt and for each input that has it. One that cannot is sent once: where the
    /// service says "not now" after a part of it was read, the submit fails with a <see cref="ModelUnavailableException"/>.
    /// </remarks>
    /// <param name="stream">Where it is read from.</param>
    /// <param name="mediaType">
    /// What it is, such as <c>image/png</c>, without parameters. Null: what its content says, which not every kind of file does. It may not
    /// contradict the content.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="stream"/> cannot be read, or <paramref name="mediaType"/> is not a media type.
    /// </exception>
    public static ModelFile FromStream(Stream stream, string? mediaType = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new ModelFile(new StreamSource(stream, MediaTypes.Check(mediaType)));
    }

    /// <summary>Bytes that are sent with the input. They are not copied, so they should stay as they are until then.</summary>
    /// <param name="content">The file.</param>
    /// <param name="mediaType">
    /// What it is, such as <c>image/png</c>, without parameters. Null: what the bytes say, which not every kind of file does. It may not
    /// contradict the bytes.
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

    /// <summary>Gives the address as a <see cref="Uri"/>.</summary>
    /// <param name="uri">The address, where the method returns true.</param>
    /// <returns>
    /// False for text that is not an absolute address, and for one longer than <see cref="Uri"/> allows: about 65,000 characters on .NET 8.
    /// </returns>
    public bool TryGetUri([NotNullWhen(true)] out Uri? uri) => Uri.TryCreate(Url, UriKind.Absolute, out uri);

    /// <summary>
    /// Reads an address. Any other value is kept, and written back as it is: services do not always keep to their schemas.
    /// </summary>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    public static ModelFile Read(ref Utf8JsonReader reader) =>
        new(JsonText.TryRead(ref reader, out var url) ? url : RawJson.Read(ref reader));

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> or <paramref name="value"/> is null.</exception>
    /// <exception cref="JsonException">
    /// The file is a path, a stream or bytes, and it is written outside an input that is being submitted.
    /// </exception>
    public static void Write(Utf8JsonWriter writer, ModelFile value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value._content is byte[] other)
        {
            RawJson.Write(writer, other);
        }
        else if (value._content is not UploadSource unsent)
        {
            writer.WriteStringValue((string)value._content);
        }
        else
        {
            unsent.Write(writer);
        }
    }

    /// <summary>
    /// Returns true if both have the same address, to the letter, or the same path and media type. A stream or bytes are equal only to what
    /// the same call made.
    /// </summary>
    /// <param name="other">The other file.</param>
    public bool Equals(ModelFile? other) => other is not null && (_content, other._content) switch
    {
        (byte[] mine, byte[] theirs) => mine.AsSpan().SequenceEqual(theirs),
        (UploadSource mine, UploadSource theirs) => mine.Equals(theirs),
        _ => Url is { } url && url == other.Url,
    };

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ModelFile);

    /// <inheritdoc />
    public override int GetHashCode() => _content switch
    {
        byte[] other => other.Length,
        UploadSource unsent => unsent.GetHashCode(),
        _ => Url!.GetHashCode(StringComparison.Ordinal),
    };

    /// <summary>
    /// The address, cut at 300 characters: a <c>data:</c> URI can be megabytes. Of a path, a stream or bytes what they are, never their
    /// content; of other JSON that JSON.
    /// </summary>
    public override string ToString() => _content switch
    {
        byte[] other => JsonText.Cut(other),
        UploadSource unsent => ErrorText.Cut(unsent.ToString()!),
        _ => Url is { Length: > MaxText } url ? string.Concat(url.AsSpan(0, MaxText - 1), "…") : Url!,
    };
}
