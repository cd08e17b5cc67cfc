namespace SchemaSdk.Client.Settings;

/// <summary>Stands in for the service when options are checked without a client, and so without a known service.</summary>
/// <param name="name">The name of the service whose options are set; null if no options of a particular service are set.</param>
internal sealed class AnyService(string? name) : ServiceProfile
{
    public override ServiceNames Names { get; } = new(name ?? "the service");

    // A file limit must not exceed the request limit. These values make that check as lenient as possible, because the service is unknown.
    public override ServiceDefaults Defaults { get; } = new("https://api.example")
    {
        Limits = new ServiceLimits(ImageBytes: 1, VideoBytes: 1, AudioBytes: 1, RequestBytes: UploadLimits.Most),
    };

    public override Uri SubmitAddress(Uri service, string modelId) => throw new NotSupportedException();

    public override Uri StatusAddress(Uri service, JobKey job) => throw new NotSupportedException();

    public override ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body) => null;

    public override string? FindRequestId(ReadOnlySpan<byte> start) => null;
}
