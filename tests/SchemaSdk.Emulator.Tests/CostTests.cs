using SchemaSdk.Emulation.Tests.Services;

namespace SchemaSdk.Emulation.Tests;

public sealed class CostTests
{
    private const string Schema =
        """
        {"properties":{
            "duration":{"type":"integer","default":5,"maximum":15},
            "num_images":{"type":"integer"}
        }}
        """;

    [Theory]
    [InlineData("output", """{}""", Schema, "0.1")]
    [InlineData("output", """{"num_images":3}""", Schema, "0.3")]
    [InlineData("output", """{"max_images":5}""", Schema, "0.5")]
    [InlineData("output", """{"num_images":1,"max_images":5}""", Schema, "0.5")]
    [InlineData("output", """{"num_images":2,"max_images":5}""", Schema, "0.5")]
    [InlineData("output", """{"max_images":5}""", """{"properties":{"num_images":{"default":2},"max_images":{} } }""", "0.5")]
    [InlineData("output", """{}""", """{"properties":{"num_images":{"default":1},"max_images":{"default":3}}}""", "0.3")]
    [InlineData("output", """{"num_images":1}""", """{"properties":{"num_images":{"default":4}}}""", "0.1")]
    [InlineData("output", """{"max_images":1}""", """{"properties":{"num_images":{"default":4},"max_images":{} } }""", "0.4")]
    [InlineData("second", """{"duration":3}""", Schema, "0.3")]
    [InlineData("second", """{"duration":"7s"}""", "{}", "0.7")]
    [InlineData("second", """{}""", """{"properties":{"duration":{"enum":["5s","10s"]}}}""", "1.0")]
    [InlineData("second", """{}""", Schema, "0.5")]
    [InlineData("second", """{}""", """{"properties":{"duration":{"maximum":15}}}""", "1.5")]
    [InlineData("second", """{}""", """{"properties":{"duration":{"maximum":15,"exclusiveMaximum":10}}}""", "1.0")]
    [InlineData("second", """{}""", """{"properties":{"duration":{"enum":["auto","5","10"]}}}""", "1.0")]
    [InlineData("second", """{"duration":"7"}""", "{}", "0.7")]
    [InlineData("second", """{}""", "{}", null)]
    [InlineData("token", """{}""", Schema, null)]
    public async Task A_result_has_its_cost_on_request(string unit, string input, string schema, string? cost)
    {
        await using var bench = Bench.Start(options => options.Price = _ => new EmulatedPrice(0.1m, unit), new SchemaModel("a/b", schema));

        var id = (await bench.RunAsync("a/b", input)).Id;
        var answer = await ResultWithCostAsync(bench, id);

        Assert.Equal(cost, answer.Body["cost"]?.ToJsonString());
        Assert.Null((await bench.ResultAsync(id)).Body["cost"]);
    }

    [Theory]
    [InlineData("RunComfy", "v1/models/acme/video", """{"prompt":"a","num_images":3}""", 3)]
    [InlineData("fal", "acme/video", """{"prompt":"a","num_images":3}""", 3)]
    [InlineData("Replicate", "v1/models/acme/video/predictions", """{"input":{"prompt":"a","num_outputs":3}}""", 3)]
    [InlineData("Replicate", "v1/models/acme/video/predictions", """{"input":{"prompt":"a","num_images":3}}""", 1)]
    public async Task Each_service_has_its_own_member_for_the_number_of_outputs(string service, string path, string body, int outputs)
    {
        await using var bench = new ServiceBench(
            EmulatedProtocols.Find(service)!,
            options => (options.HasPage, options.Price) = (true, _ => EmulatedPrice.PerOutput(1)),
            "acme/video");

        await bench.PostAsync(path, body);
        bench.Time.Pass(10);

        Assert.Equal(outputs, (decimal)(await bench.GetAsync("_emulator"))["bills"]!["usd"]!);
    }

    [Fact]
    public async Task A_job_has_the_price_at_the_time_of_its_submit()
    {
        var price = 1m;
        await using var bench = Bench.Start(options => options.Price = _ => EmulatedPrice.PerOutput(price));

        var id = (await bench.SubmitAsync()).Id;
        price = 2;
        bench.Time.Pass(4);

        Assert.Equal(1, (decimal)(await ResultWithCostAsync(bench, id)).Body["cost"]!);
    }

    [Fact]
    public async Task A_job_that_fails_or_is_cancelled_in_the_queue_has_no_cost()
    {
        await using var bench = Bench.Start(options =>
        {
            options.Price = _ => EmulatedPrice.PerOutput(1);
            options.Outcome = submit => submit.Number == 1 ? EmulatedOutcome.Fail("out of memory") : EmulatedOutcome.Succeed;
        });

        var failed = (await bench.SubmitAsync()).Id;
        var cancelled = (await bench.SubmitAsync()).Id;
        _ = await bench.CancelAsync(cancelled);
        bench.Time.Pass(4);

        Assert.Null((await ResultWithCostAsync(bench, failed)).Body["cost"]);
        Assert.Null((await ResultWithCostAsync(bench, cancelled)).Body["cost"]);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(0, 0)]
    public async Task A_cancelled_job_has_a_cost_only_if_it_had_started(int seconds, int cost)
    {
        await using var bench = new ServiceBench(
            EmulatedProtocols.Replicate,
            options => (options.HasPage, options.Price) = (true, _ => EmulatedPrice.PerOutput(1)),
            "acme/video");
        var submitted = await bench.PostAsync("v1/models/acme/video/predictions", """{"input":{"prompt":"a"}}""");
        bench.Time.Pass(seconds);

        var cancelled = await bench.PostAsync(new Uri((string)submitted["urls"]!["cancel"]!).AbsolutePath, "");
        var page = await bench.GetAsync("_emulator");

        Assert.Equal(200, cancelled.Code);
        Assert.Equal("cancelled", (string?)page["jobs"]![0]!["phase"]);
        Assert.Equal(cost, (decimal)page["bills"]!["usd"]!);
        Assert.Equal(cost, (decimal?)page["jobs"]![0]!["usd"] ?? 0);
    }

    [Fact]
    public async Task A_price_that_overflows_has_no_cost()
    {
        await using var bench = Bench.Start(options => options.Price = _ => EmulatedPrice.PerSecond(decimal.MaxValue));

        var id = (await bench.RunAsync()).Id;

        Assert.Null((await ResultWithCostAsync(bench, id)).Body["cost"]);
    }

    private static Task<Answer> ResultWithCostAsync(Bench bench, string id) =>
        bench.SendAsync(HttpMethod.Get, $"v1/requests/{id}/result?include_cost=true");
}
