using System.Globalization;

namespace SchemaSdk.Emulation.Tests;

/// <summary>A service that has so many jobs at a time and no more.</summary>
public sealed class JobLimitTests
{
    [Fact]
    public async Task One_job_too_many_is_answered_with_429_and_not_billed()
    {
        await using var bench = Bench.Start(static options => options.JobLimit = 2);
        await bench.SubmitAsync();
        await bench.SubmitAsync();

        var answer = await bench.SubmitAsync();

        Assert.Equal((429, 429001, 2), (answer.Code, answer.ErrorCode, bench.Emulator.Bills));
    }

    [Fact]
    public async Task There_is_room_again_when_a_job_has_ended_or_was_cancelled()
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
    public async Task It_says_when_to_come_back_if_that_is_wanted(int? seconds, string? header)
    {
        await using var bench = Bench.Start(options =>
            (options.JobLimit, options.JobLimitRetryAfter) = (1, seconds is { } wait ? TimeSpan.FromSeconds(wait) : null));
        await bench.SubmitAsync();

        using var response = await bench.Http.PostAsync(
            "v1/models/" + SchemaModel.TextToVideo, new StringContent(Bench.Valid, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(header, response.Headers.RetryAfter?.Delta?.TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task It_is_asked_before_anything_is_decided_of_a_job()
    {
        var asked = 0;
        await using var bench = Bench.Start(options =>
        {
            options.JobLimit = 1;
            options.Outcome = _ =>
            {
                asked++;
                return EmulatedOutcome.Succeed;
            };
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => bench.SubmitAsync())));

        Assert.Equal((1, 1, 19), (asked, bench.Emulator.Bills, answers.Count(static answer => answer.Code == 429)));
    }
}
