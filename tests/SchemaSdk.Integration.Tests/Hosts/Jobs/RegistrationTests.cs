using Microsoft.Extensions.Options;
using SchemaSdk.Durable.Workers;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class RegistrationTests
{
    private readonly ServiceCollection _services = [];

    [Fact]
    public void Jobs_for_another_client_are_refused()
    {
        var ledger = new UnreliableLedger();
        _services.AddModelJobs<RunComfyClient>(ledger);
        var before = _services.Count;

        var refusal = Assert.Throws<InvalidOperationException>(() => _services.AddModelJobs<ModelClient>(ledger));

        Assert.StartsWith(
            "AddModelJobs was first called for the client RunComfyClient, and now for the client ModelClient.",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Contains("Use a separate host for the other jobs", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, _services.Count);
    }

    [Theory]
    [InlineData(true, true, "and now for another ledger.")]
    [InlineData(true, false, "and now for another ledger.")]
    [InlineData(false, true, "The container already has a JobLedger")]
    [InlineData(false, false, "The container already has a JobLedger")]
    public void Jobs_of_another_ledger_are_refused(bool hasJobs, bool isMade, string told)
    {
        var other = new UnreliableLedger();
        _ = hasJobs
            ? _services.AddModelJobs<RunComfyClient>(new UnreliableLedger())
            : _services.AddSingleton<JobLedger>(new UnreliableLedger());
        var before = _services.Count;

        var refusal = Assert.Throws<InvalidOperationException>(() => isMade
            ? _services.AddModelJobs<RunComfyClient>(_ => other)
            : _services.AddModelJobs<RunComfyClient>(other));

        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, _services.Count);
    }

    [Fact]
    public void The_same_ledger_and_ledgers_under_another_type_or_key_are_accepted()
    {
        var ledger = new UnreliableLedger();
        _services.AddSingleton<JobLedger>(ledger)
            .AddSingleton(new UnreliableLedger())
            .AddKeyedSingleton<JobLedger>("other", new UnreliableLedger());

        _services.AddModelJobs<RunComfyClient>(ledger);

        using var provider = _services.BuildServiceProvider();
        Assert.Same(ledger, provider.GetRequiredService<JobLedger>());
    }

    [Theory]
    [InlineData(true, "a MemoryJobLedger of its own")]
    [InlineData(false, "no ledger")]
    public async Task A_client_whose_ledger_is_not_the_ledger_of_its_jobs_prevents_the_start(bool hasOne, string told)
    {
        await using var shop = new Shop();
        var (jobs, other) = (new UnreliableLedger(), new MemoryJobLedger(shop.Jobs));
        await using var _ = other;
        using var host = shop.Build(
            services => services.Configure<ModelClientOptions>(
                typeof(RunComfyClient).FullName, options => options.Ledger = hasOne ? other : null),
            ledger: jobs);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.StartsWith(
            $"The client RunComfyClient has {told}, but AddModelJobs was given a UnreliableLedger",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Contains("Leave ModelClientOptions.Ledger unset", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, shop.Service.Requests);
    }

    [Fact]
    public async Task A_client_made_without_its_registered_options_prevents_the_start()
    {
        var ledger = new UnreliableLedger();
        using var host = Build(services => services
            .AddModelClient((http, _) => new RunComfyClient(http, new ModelClientOptions { ApiToken = "token" }))
            .Services.AddModelJobs<RunComfyClient>(ledger));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.StartsWith("The client RunComfyClient has no ledger", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Call services.AddModelClient((http, options) => new RunComfyClient(http, options)).",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_without_a_client_prevent_the_start()
    {
        using var host = Build(services => services.AddModelJobs<RunComfyClient>(new UnreliableLedger()));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Equal(
            "AddModelJobs found no client RunComfyClient to run its jobs. "
            + "Call services.AddModelClient((http, options) => new RunComfyClient(http, options)) as well.",
            refusal.Message);
    }

    [Fact]
    public async Task A_second_registration_and_a_client_with_the_ledger_of_its_jobs_add_options_and_no_second_worker()
    {
        await using var shop = new Shop();
        var (ledger, handed) = (new UnreliableLedger(), new HandledJobs());
        Func<IServiceProvider, JobLedger> make = _ => ledger;
        var builder = Host.CreateEmptyApplicationBuilder(new());
        shop.Register(builder.Services, make: make, client: options => options.Ledger = ledger);
        builder.Services.AddModelJobs<RunComfyClient>(make, options => options.MaxSubmits = 3);
        handed.Register(builder.Services);
        using var host = builder.Build();
        await host.StartAsync();

        await host.DeliverAsync("order-1");
        await host.StopAsync();

        var options = host.Services.GetRequiredService<IOptions<ModelJobsOptions>>().Value;
        Assert.Equal((3, TimeSpan.FromMilliseconds(20)), (options.MaxSubmits, options.RetryDelay));
        Assert.Single(host.Services.GetServices<IHostedService>(), service => service is BackgroundService);
    }

    [Fact]
    public async Task A_container_that_cannot_say_what_is_registered_may_have_handlers()
    {
        await using var shop = new Shop();
        shop.Register(_services);
        _services.AddModelJobHandler<HandledJobs.Handler>().AddSingleton(new HandledJobs());
        await using var provider = _services.BuildServiceProvider();

        var jobs = _services.Single(static service => service.ServiceType == typeof(ModelJobsParts));
        using var parts = (ModelJobsParts)jobs.ImplementationFactory!(new SilentProvider(provider));

        Assert.True(parts.Delivery.HasHandler);
    }

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

    private static IHost Build(Action<IServiceCollection> register)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        register(builder.Services);
        return builder.Build();
    }

    // Behaves like the provider of a container without IServiceProviderIsService, which is optional.
    private sealed class SilentProvider(IServiceProvider inner) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(IServiceProviderIsService) ? null : inner.GetService(serviceType);
    }
}
