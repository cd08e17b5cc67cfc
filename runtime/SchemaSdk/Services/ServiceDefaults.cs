namespace SchemaSdk.Services;

/// <summary>The values that a service uses where the options do not set them.</summary>
internal sealed class ServiceDefaults(
    string address, string addressVariable, IReadOnlyList<string> tokenVariables, IReadOnlyList<string> fileHosts, ServiceLimits limits)
{
    /// <summary>Its base address.</summary>
    internal string Address { get; } = address;

    /// <summary>The environment variable that stands for the base address.</summary>
    internal string AddressVariable { get; } = addressVariable;

    /// <summary>The environment variables that stand for the token; the first that is set counts.</summary>
    internal IReadOnlyList<string> TokenVariables { get; } = tokenVariables;

    /// <summary>The hosts of its files: a name, or <c>*.name</c> for every host below it.</summary>
    internal IReadOnlyList<string> FileHosts { get; } = fileHosts;

    /// <summary>The limits of what it is sent and asked.</summary>
    internal ServiceLimits Limits { get; } = limits;

    /// <summary>
    /// The hosts to which the addresses of a job in an answer may lead, besides the base address, in the same form. Default: none.
    /// </summary>
    internal IReadOnlyList<string> JobHosts { get; init; } = [];
}
