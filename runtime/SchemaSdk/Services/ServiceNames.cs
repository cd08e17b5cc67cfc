namespace SchemaSdk.Services;

/// <summary>The names that a service has in messages and in telemetry.</summary>
/// <param name="Name">The service, such as <c>RunComfy</c>. A ledger records it with each job, so it must never change.</param>
public sealed record ServiceNames(string Name)
{
    /// <summary>The value of OpenTelemetry's <c>gen_ai.operation.name</c>. Default: <c>generate_content</c>.</summary>
    public string Operation { get; init; } = "generate_content";

    /// <summary>The value of OpenTelemetry's <c>gen_ai.provider.name</c>. Default: the name in lower case.</summary>
    public string Provider { get; init; } = Name.ToLowerInvariant();

    /// <summary>Where users find the jobs of their account, as a part of a sentence.</summary>
    public string JobsPage { get; init; } = $"the jobs of the account at {Name}";

    /// <summary>Where users find their token, as a part of a sentence.</summary>
    public string TokenPage { get; init; } = $"the account at {Name}";
}
