using System.Globalization;

namespace SchemaSdk.Emulation.Tests;

public sealed class JobLimitTests
{
    [Fact]
    public async Task An_ended_or_cancelled_job_does_not_count_against_the_job_limit()
    {
        await using var bench = Bench.Start(static options => options.JobLimit = 1);
        var first = await bench.SubmitAsync();
        await bench.CancelAsync(first.Id);

        Assert.Equal(200, (await bench.SubmitAsync()).Code);
        Assert.Equal(429, (await bench.SubmitAsync()).Code);
        bench.Time.Pass(4);

        Assert.Equal(200, (await bench.SubmitAsync()).Code);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(30, "30")]
    public async Task The_refusal_above_the_job_limit_can_have_a_Retry_After_header(int? seconds, string? header)
    {
        await using var bench = Bench.Start(options =>
            (options.JobLimit, options.JobLimitRetryAfter) = (1, seconds is { } wait ? TimeSpan.FromSeconds(wait) : null));
        await bench.SubmitAsync();

        using var response = await bench.Http.AskAsync(HttpMethod.Post, "v1/models/" + SchemaModel.TextToVideo, Bench.Valid);

        Assert.Equal(header, response.Headers.RetryAfter?.Delta?.TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Jobs_above_the_limit_are_refused_without_a_bill_before_their_outcome_is_decided()
    {
        var outcomes = 0;
        await using var bench = Bench.Start(options =>
        {
            options.JobLimit = 2;
            options.Outcome = _ =>
            {
                outcomes++;
                return EmulatedOutcome.Succeed;
            };
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => bench.SubmitAsync())));

        Assert.Equal((2, 2), (outcomes, bench.Emulator.Bills));
        Assert.Equal(18, answers.Count(static answer => (answer.Code, answer.ErrorCode) == (429, 429001)));
    }
}
