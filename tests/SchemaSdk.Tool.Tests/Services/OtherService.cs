using SchemaSdk.Services;

namespace SchemaSdk.Tool.Tests.Services;

/// <summary>A service that the tool does not know by name.</summary>
internal sealed class OtherService : ServiceProfile
{
    public override ServiceNames Names { get; } = new("Acme");

    public override ServiceDefaults Defaults { get; } = new("https://acme.example");

    public override Uri SubmitAddress(Uri service, string modelId) => new(service, $"run/{modelId}/jobs");

    public override Uri StatusAddress(Uri service, JobKey job) => new(service, job.RequestId);

    public override ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body) => null;

    public override string? FindRequestId(ReadOnlySpan<byte> start) => null;
}
