namespace SchemaSdk.Tests.Services;

public class ClientServiceTests
{
    [Theory]
    [InlineData(typeof(Fal), "fal")]
    [InlineData(typeof(Replicate), "Replicate")]
    [InlineData(typeof(Own), "Other")]
    [InlineData(typeof(Untold), "RunComfy")]
    public void A_client_class_is_for_the_service_in_its_attribute_or_else_for_RunComfy(Type client, string service) =>
        Assert.Equal(service, ClientServiceAttribute.ServiceOf(client).Name, ignoreCase: true);

    [Theory]
    [InlineData(typeof(Unlisted), "Unlisted has the ClientService attribute with 'Elsewhere', which is neither ")]
    [InlineData(typeof(Foreign), "Foreign has the ClientService attribute with 'Object', which is neither ")]
    public void Any_other_service_is_refused(Type client, string start) => Assert.StartsWith(
        start,
        Assert.Throws<InvalidOperationException>(() => ClientServiceAttribute.ServiceOf(client)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_client_without_its_own_service_uses_the_service_of_its_class()
    {
        using var http = new HttpClient();
        var options = new ModelClientOptions { Service = new ReplicateOptions(), ApiToken = "secret" };

        Assert.All((Func<ModelClient>[])[() => new FalCaller(options), () => new FalCaller(http, options)], create => Assert.Contains(
            "but the client calls fal", Assert.Throws<ArgumentException>(create).Message, StringComparison.Ordinal));
    }

    [ClientService("Fal")]
    private sealed class FalCaller : ModelClient
    {
        public FalCaller(ModelClientOptions options)
            : base(options)
        {
        }

        public FalCaller(HttpClient http, ModelClientOptions options)
            : base(http, options)
        {
        }

        protected override ModelInfo? FindModel(string modelId) => null;
    }

    [ClientService("Fal")]
    private sealed class Fal;

    [ClientService("Replicate")]
    private sealed class Replicate;

    [ClientService(typeof(HiddenProfile))]
    private sealed class Own;

    private sealed class Untold;

    [ClientService("Elsewhere")]
    private sealed class Unlisted;

    [ClientService(typeof(object))]
    private sealed class Foreign;

    private sealed class HiddenProfile : OtherProfile
    {
        private HiddenProfile()
        {
        }
    }
}
