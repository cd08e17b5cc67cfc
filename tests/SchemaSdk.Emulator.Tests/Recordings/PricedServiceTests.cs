using System.Net;
using System.Text;
using SchemaSdk.Services;
using ClientCall = SchemaSdk.Services.ServiceCall;

namespace SchemaSdk.Emulation.Tests.Recordings;

/// <summary>Tests recordings of a service that returns the price of an input.</summary>
public sealed class PricedServiceTests
{
    private static readonly byte[] Png = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[3000]];

    [Fact]
    public async Task The_request_for_a_price_has_a_short_string_in_place_of_each_file()
    {
        using var folder = new TemporaryFolder();
        using var network = new PricingNetwork();
        var options = new ModelRecordingOptions
        {
            MaxPriceUsd = 1,
            Protocol = EmulatedProtocols.Find("RunComfy"),
            InnerHandler = network,
        };
        using var http = new HttpClient(ModelRecording.Open(folder.Path, RecordingMode.Record, options));
        await using var client = new FilesClient(ModelService.Of(new PricedProfile()), http, new() { ApiToken = "a-token" });

        var refused = await Assert.ThrowsAsync<ModelBudgetException>(() => client.Files.RunAsync([ModelFile.FromBytes(Png)]));

        Assert.Equal(2, refused.EstimateUsd);
        Assert.Matches("""^\{"files":\["data:,sha256-[0-9a-f]{64}"\]\}$""", Assert.Single(network.Bodies));
    }

    private sealed class PricingNetwork : HttpMessageHandler
    {
        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("2", Encoding.UTF8, "application/json") };
        }
    }

    private sealed class PricedProfile : ServiceProfile
    {
        public override ServiceNames Names { get; } = new("Priced");

        public override ServiceDefaults Defaults { get; } = new("https://api.priced.example");

        public override Uri SubmitAddress(Uri service, string modelId) => new(service, "runs");

        public override Uri StatusAddress(Uri service, JobKey job) => new(service, $"runs/{job.RequestId}");

        public override PriceRequest PriceRequestFor(Uri service, string modelId, ReadOnlyMemory<byte> input) =>
            new(new Uri(service, "price"), input);

        public override decimal? ReadPrice(ReadOnlyMemory<byte> body) =>
            decimal.Parse(Encoding.UTF8.GetString(body.Span), System.Globalization.CultureInfo.InvariantCulture);

        public override ServiceBody? ReadBody(ClientCall call, int statusCode, ReadOnlyMemory<byte> body) => null;

        public override string? FindRequestId(ReadOnlySpan<byte> start) => null;
    }
}
