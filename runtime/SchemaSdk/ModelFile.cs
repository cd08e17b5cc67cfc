using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaSdk;

/// <summary>An image, a video or a sound that a model takes or made. What a model made can be the next model's input as it is.</summary>
[JsonConverter(typeof(ModelJsonConverter<ModelFile>))]
public sealed class ModelFile : IModelValue<ModelFile>, IEquatable<ModelFile>
{
    private const int MaxText = 300;

    private ModelFile(string url) => Url = url;

    /// <summary>The address as the service wrote it or takes it: https, or a <c>data:</c> URI.</summary>
    public string? Url { get; }

    /// <summary>A file that the service fetches itself, so its address must be public and need no cookie or login.</summary>
    /// <param name="url">Sent as it is; the service decides whether it can be fetched.</param>
    /// <exception cref="ArgumentNullException"><paramref name="url"/> is null.</exception>
    public static ModelFile FromUrl(string url) => new(url ?? throw new ArgumentNullException(nameof(url)));

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
    /// <returns>False for text that is no absolute address, and for one beyond the limits of <see cref="Uri"/>: about 65,000 characters on .NET 8.</returns>
    public bool TryGetUri([NotNullWhen(true)] out Uri? uri) => Uri.TryCreate(Url, UriKind.Absolute, out uri);

    /// <inheritdoc />
    /// <exception cref="JsonException">The value is not a string.</exception>
    public static ModelFile Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
            ? new ModelFile(reader.GetString()!)
            : throw new JsonException($"A file is a JSON string with its address, not {reader.TokenType}.");

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> or <paramref name="value"/> is null.</exception>
    public static void Write(Utf8JsonWriter writer, ModelFile value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.Url);
    }

    /// <summary>Whether both have the same address, to the letter.</summary>
    /// <param name="other">The other file.</param>
    public bool Equals(ModelFile? other) => other is not null && Url == other.Url;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ModelFile);

    /// <inheritdoc />
    public override int GetHashCode() => Url?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>The address, cut at 300 characters: a <c>data:</c> URI can be megabytes.</summary>
    public override string ToString() => Url is { Length: > MaxText } ? string.Concat(Url.AsSpan(0, MaxText - 1), "…") : Url ?? "";
}
