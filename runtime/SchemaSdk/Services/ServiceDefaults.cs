namespace SchemaSdk.Services;

/// <summary>A service's values for options that are not set.</summary>
// TokenVariables: the first one that is set counts. FileHosts: patterns of HostPatterns.
internal sealed record ServiceDefaults(
    string Address, string AddressVariable, IReadOnlyList<string> TokenVariables, IReadOnlyList<string> FileHosts, ServiceLimits Limits)
{
    /// <summary>The patterns of hosts, besides the base address, that the addresses of a job in an answer may have.</summary>
    internal IReadOnlyList<string> JobHosts { get; init; } = [];
}
