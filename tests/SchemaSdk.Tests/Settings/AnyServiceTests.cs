using SchemaSdk.Client.Settings;

namespace SchemaSdk.Tests.Settings;

public sealed class AnyServiceTests
{
    [Fact]
    public void The_options_of_any_service_are_valid()
    {
        new ModelClientOptions { Service = new FalOptions() }.Validate();
        new ModelClientOptions { Service = new ReplicateOptions() }.Validate();
        new ModelClientOptions().Validate();
    }

    [Fact]
    public void A_limit_is_not_compared_with_the_limits_of_a_service()
    {
        var small = new ModelClientOptions();
        small.Uploads.MaxRequestBytes = 1024;
        var large = new ModelClientOptions();
        large.Uploads.MaxVideoBytes = 512 << 20;

        small.Validate();
        large.Validate();
        Assert.Throws<ArgumentOutOfRangeException>(() => small.Validate(ModelService.RunComfy));
    }

    [Fact]
    public void A_value_that_is_invalid_for_every_service_is_refused()
    {
        Assert.Throws<ArgumentException>(new ModelClientOptions { ApiToken = "two words" }.Validate);
        Assert.Throws<ArgumentException>(new ModelClientOptions { BaseAddress = new Uri("http://api.example") }.Validate);
        Assert.Throws<ArgumentOutOfRangeException>(new ModelClientOptions { JobTimeout = TimeSpan.Zero }.Validate);
        Assert.Throws<ArgumentOutOfRangeException>(
            new ModelClientOptions { Service = new FalOptions { FileLifetime = TimeSpan.Zero } }.Validate);
    }

    [Theory]
    [InlineData("FAL_QUEUE_RUN_HOST", "127.0.0.1:4010", true)]
    [InlineData("REPLICATE_BASE_URL", "http://localhost:4010", true)]
    [InlineData("RUNCOMFY_MODEL_API_BASE", "http://localhost:4010", true)]
    [InlineData("FAL_QUEUE_RUN_HOST", "queue.example", false)]
    [InlineData("FAL_QUEUE_RUN_HOST", "not an address", false)]
    public void A_handler_is_for_this_machine_if_the_address_of_any_service_is_on_this_machine(string variable, string value, bool isLocal)
    {
        var environment = new ModelEnvironment(name => name == variable ? value : null);

        Assert.Equal(isLocal, ServiceAddress.OfAny(null, environment).IsLoopback);
        Assert.False(ServiceAddress.OfAny(new Uri("https://api.example"), environment).IsLoopback);
    }
}
