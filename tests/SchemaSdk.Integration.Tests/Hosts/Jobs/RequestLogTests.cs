namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class RequestLogTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requests_are_logged_only_if_the_application_adds_a_logger(bool areAskedFor)
    {
        await using var shop = new Shop();
        var (own, requests) = (new HeardLog("SchemaSdk.ModelClient"), new HeardLog("System.Net.Http.HttpClient."));
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(own).AddProvider(requests));
        var http = services
            .AddModelClient((http, options) => new RunComfyClient(http, options), options =>
                (options.BaseAddress, options.ApiToken) = (new Uri("http://127.0.0.1/"), shop.Service.Token))
            .ConfigurePrimaryHttpMessageHandler(shop.Service.CreateHandler);
        _ = areAskedFor ? http.AddDefaultLogger() : http;

        await using (var provider = services.BuildServiceProvider())
        {
            await provider.GetRequiredService<RunComfyClient>().RunAsync(Shop.Model, Shop.Input()).Soonish();
        }

        Assert.NotEmpty(own.Messages);
        Assert.Equal(areAskedFor, !requests.Messages.IsEmpty);
    }
}
