namespace SchemaSdk.Services;

/// <summary>The names that a service has in messages and in telemetry.</summary>
/// <param name="Name">The name, such as <c>RunComfy</c>. A ledger records it with each job, so it must never change.</param>
public sealed record ServiceNames(string Name)
{
    /// <summary>The value of OpenTelemetry's <c>gen_ai.operation.name</c>. Default: <c>generate_content</c>.</summary>
    public string Operation { get; init; } = "generate_content";

    /// <summary>The value of OpenTelemetry's <c>gen_ai.provider.name</c>. Default: the name in lower case.</summary>
    public string Provider { get; init; } = Name.ToLowerInvariant();

    /// <summary>A phrase that says where users find the jobs of their account.</summary>
    public string JobsPage { get; init; } = $"the account's jobs at {Name}";

    /// <summary>A phrase that says where users find their token.</summary>
    public string TokenPage { get; init; } = $"the account at {Name}";
}

/// <summary>A service's values for options that are not set.</summary>
/// <remarks>Each host is a name, or <c>*.name</c> for all its subdomains. The host of the base address is always allowed.</remarks>
/// <param name="Address">The base address, such as <c>https://api.example</c>.</param>
public sealed record ServiceDefaults(string Address)
{
    /// <summary>The environment variable for the base address. Default: null, for no variable.</summary>
    public string? AddressVariable { get; init; }

    /// <summary>True if the environment variable may have a host without a scheme. The scheme is then https. Default: false.</summary>
    public bool AddressVariableIsHost { get; init; }

    /// <summary>The environment variables for the token; the first one that is set is used. Default: none.</summary>
    public IReadOnlyList<string> TokenVariables { get; init; } = [];

    internal string OrTokenVariable => TokenVariables.Count > 0 ? $" or the environment variable {TokenVariables[0]}" : "";

    /// <summary>The hosts from which results may be downloaded. A stored input file may be on one of them too. Default: none.</summary>
    public IReadOnlyList<string> FileHosts { get; init; } = [];

    /// <summary>
    /// Further hosts to which the token may be sent, for example to poll at an address that an answer contains. They are not used if the
    /// base address is that of a gateway, that is, if its host is neither in this list nor the host of <see cref="Address"/>.
    /// Default: none.
    /// </summary>
    public IReadOnlyList<string> JobHosts { get; init; } = [];

    /// <summary>More hosts, besides <see cref="JobHosts"/>, for a job's events. These do not get the token. Default: none.</summary>
    public IReadOnlyList<string> StreamHosts { get; init; } = [];

    /// <summary>The hosts to which an answer may direct the upload of a file. These do not get the token. Default: none.</summary>
    public IReadOnlyList<string> UploadHosts { get; init; } = [];

    /// <summary>The limits on the size and the rate of requests.</summary>
    public ServiceLimits Limits { get; init; } = new();
}

/// <summary>The limits for requests to a service, unless the options set other limits.</summary>
/// <param name="ImageBytes">The maximum size of an image that is sent inside a request.</param>
/// <param name="VideoBytes">The maximum size of a video that is sent inside a request.</param>
/// <param name="AudioBytes">The maximum size of an audio file that is sent inside a request.</param>
/// <param name="RequestBytes">The maximum size of a request with files.</param>
/// <param name="ReadsPerSecond">The maximum number of status and result requests per second.</param>
public sealed record ServiceLimits(
    long ImageBytes = 6L << 20, long VideoBytes = 32L << 20, long AudioBytes = 16L << 20, long RequestBytes = 64L << 20,
    double ReadsPerSecond = 50)
{
    /// <summary>With a <see cref="ServiceProfile.Storage"/>, files above this size are stored first. Default: 256 KiB.</summary>
    public long InlineFileBytes { get; init; } = 256L << 10;

    /// <summary>The maximum size of a file that is stored. Default: 1 GiB.</summary>
    public long StoredFileBytes { get; init; } = 1L << 30;
}
