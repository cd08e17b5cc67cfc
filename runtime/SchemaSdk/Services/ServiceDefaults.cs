namespace SchemaSdk.Services;

/// <summary>A service's values for options that are not set.</summary>
/// <param name="Address">The base address, such as <c>https://api.example</c>.</param>
public sealed record ServiceDefaults(string Address)
{
    /// <summary>The environment variable for the base address; null, the default: none.</summary>
    public string? AddressVariable { get; init; }

    /// <summary>True if the environment variable may have a host without a scheme, which then means https. Default: false.</summary>
    public bool AddressVariableIsHost { get; init; }

    /// <summary>The environment variables for the token; the first one that is set counts. Default: none.</summary>
    public IReadOnlyList<string> TokenVariables { get; init; } = [];

    /// <summary>
    /// A part of a message, such as <c> or the environment variable ACME_TOKEN</c>; empty if the service has no variable.
    /// </summary>
    internal string OrTokenVariable => TokenVariables.Count > 0 ? $" or the environment variable {TokenVariables[0]}" : "";

    /// <summary>
    /// The hosts, besides the host of the base address, from which results may be downloaded. The stored files of an input may be on the
    /// same hosts. Each host is a name, or <c>*.name</c> for all its subdomains. Default: none.
    /// </summary>
    public IReadOnlyList<string> FileHosts { get; init; } = [];

    /// <summary>
    /// The hosts, besides the host of the base address, that the addresses of a job in an answer may have. Requests to them carry the
    /// token. Default: none.
    /// </summary>
    public IReadOnlyList<string> JobHosts { get; init; } = [];

    /// <summary>
    /// The hosts, besides <see cref="JobHosts"/> and the host of the base address, from which the events of a job may be read. Requests to
    /// them do not carry the token. Default: none.
    /// </summary>
    public IReadOnlyList<string> StreamHosts { get; init; } = [];

    /// <summary>
    /// The hosts, besides the host of the base address, to which files of inputs may be sent if an answer says so. Each host is a name, or
    /// <c>*.name</c> for all its subdomains. Requests to them never carry the token. Default: none.
    /// </summary>
    public IReadOnlyList<string> UploadHosts { get; init; } = [];

    /// <summary>The limits for requests.</summary>
    public ServiceLimits Limits { get; init; } = new();
}
