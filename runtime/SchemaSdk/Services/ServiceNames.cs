namespace SchemaSdk.Services;

/// <summary>The names of a service, for people and for telemetry.</summary>
internal sealed class ServiceNames(string name, string operation, string provider, string jobsPage, string tokenPage)
{
    /// <summary>The service, such as <c>RunComfy</c>.</summary>
    internal string Name { get; } = name;

    /// <summary>The kind of a job in OpenTelemetry's words for generative AI.</summary>
    internal string Operation { get; } = operation;

    /// <summary>The one who runs it, in the same words.</summary>
    internal string Provider { get; } = provider;

    /// <summary>The place of the jobs of the account, for a person, as a part of a sentence.</summary>
    internal string JobsPage { get; } = jobsPage;

    /// <summary>The place of the token, for a person, as a part of a sentence.</summary>
    internal string TokenPage { get; } = tokenPage;
}
