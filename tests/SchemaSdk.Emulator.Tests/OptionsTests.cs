namespace SchemaSdk.Emulation.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void An_option_out_of_its_range_is_refused_by_name()
    {
        Assert.Equal("Token", Refused(new() { Token = " " }).ParamName);
        Assert.Equal("QueueTime", Refused(new() { QueueTime = TimeSpan.FromSeconds(-1) }).ParamName);
        Assert.Equal("RunTime", Refused(new() { RunTime = TimeSpan.FromSeconds(-1) }).ParamName);
        Assert.Equal("QueueDepth", Refused(new() { QueueDepth = -1 }).ParamName);
        Assert.Equal("JobLimit", Refused(new() { JobLimit = 0 }).ParamName);
        Assert.Equal("JobLimitRetryAfter", Refused(new() { JobLimitRetryAfter = TimeSpan.FromSeconds(-1) }).ParamName);
        Assert.Equal("TimeProvider", Refused(new() { TimeProvider = null! }).ParamName);
    }

    [Fact]
    public async Task Later_changes_of_the_options_have_no_effect()
    {
        ModelEmulatorOptions? options = null;
        await using var bench = Bench.Start(given => options = given);

        options!.Token = "other";

        Assert.Equal("emulator-token", bench.Emulator.Token);
        Assert.Equal(200, (await bench.SubmitAsync()).Code);
    }

    [Fact]
    public void Two_models_with_the_same_id_are_refused() =>
        Assert.Throws<ArgumentException>(() => new ModelEmulator([new SchemaModel("a/b", "{}"), new SchemaModel("a/b", "{}")]));

    private static ArgumentException Refused(ModelEmulatorOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => new ModelEmulator([], options));
}
