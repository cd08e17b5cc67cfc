namespace SchemaSdk.Services;

/// <summary>A request that stores a file or a part of it. The client sends the request, and sends it again if it fails.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The address.</param>
public sealed record StorageRequest(HttpMethod Method, Uri Address)
{
    /// <summary>The media type of the body, with its parameters. Default: null, for no media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body, such as JSON, of a request that does not contain the file. Default: empty.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// The text around the file, such as a form's start and end. By default (null), the body of the first request is
    /// <see cref="Body"/>, and the body of a request that sends a part is only the part.
    /// </summary>
    public SubmitEnvelope? Form { get; init; }

    /// <summary>Additional headers. Omit the token, which the client adds to the first request of an upload. Default: none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    internal static StorageRequest PostJson(Uri address, string json) =>
        new(HttpMethod.Post, address) { ContentType = "application/json", Body = Encoding.UTF8.GetBytes(json) };
}

/// <summary>An input file that is to be stored at the service.</summary>
/// <param name="Name">A neutral file name, such as <c>file.png</c>, so that names on this machine stay private.</param>
/// <param name="MediaType">The media type, such as <c>image/png</c>.</param>
/// <param name="Length">The number of bytes; null for a stream whose length is not known.</param>
public sealed record FileToStore(string Name, string MediaType, long? Length);

/// <summary>What a service says about a file that is to be stored.</summary>
/// <param name="FileAddress">The stored file's address. It is written into the input.</param>
public sealed record StoragePlan(string FileAddress)
{
    /// <summary>The address to which the file is sent; null (the default) if the first request already contained the file.</summary>
    public Uri? UploadAddress { get; init; }

    /// <summary>
    /// The size of each part but the last, in bytes: at most 64 MiB, because a part is kept in memory until it is stored. By default
    /// (0), the whole file is one part, which is read while it is sent.
    /// </summary>
    public int PartBytes { get; init; }
}
