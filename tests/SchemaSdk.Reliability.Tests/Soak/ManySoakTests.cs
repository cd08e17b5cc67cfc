using SchemaSdk.Reliability.Tests.Faults.Matrix;
using SchemaSdk.Reliability.Tests.Soak.Rounds;
using SchemaSdk.Reliability.Tests.StateMachine;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.Soak;

/// <summary>
/// Runs many inputs (thousands in a full run) at a service that has a small job limit and answers a tenth of all requests wrongly. A client
/// is disposed during a run.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ManySoakTests(ITestOutputHelper output)
{
    public static TheoryData<string> Services => [.. FullRun.SampleOf(MatrixService.All, n: 3).Select(static service => service.Name)];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_charge_is_reported_even_at_the_service_limit_and_when_the_client_is_disposed(string name)
    {
        await using var round = await ManyRound.RunAsync(MatrixService.All.Single(service => service.Name == name), SoakRun.AtOnce);
        output.WriteLine(
            $"{round.Billed} charged, {round.Told.Count} ids reported, {round.Unknown} unknown, {round.Unbilled} submits not charged");

        Assert.Empty(round.Broken);
        Assert.InRange(round.Told.Count, SoakRun.AtOnce * 3 / 4, int.MaxValue);
        Assert.InRange(round.Unknown, 1, SoakRun.AtOnce);
        Assert.InRange(round.Unbilled, 1, 10 * SoakRun.AtOnce);
    }
}
