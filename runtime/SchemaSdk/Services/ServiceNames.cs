namespace SchemaSdk.Services;

/// <summary>The names of a service, for people and for telemetry.</summary>
internal sealed class ServiceNames(string name, string operation, string provider, string jobsPage, string tokenPage)
{
    /// <summary>The service, such as <c>RunComfy</c>.</summary>
    internal string Name { get; } = name;

    /// <summary>What a job is in OpenTelemetry's words for generative AI.</summary>
    internal string Operation { get; } = operation;

    /// <summary>Who runs it, in the same words.</summary>
    internal string Provider { get; } = provider;

    /// <summary>Where a person finds the jobs of the account, as a part of a sentence.</summary>
    internal string JobsPage { get; } = jobsPage;

    /// <summary>Where a person finds the token, as a part of a sentence.</summary>
    internal string TokenPage { get; } = tokenPage;
}
