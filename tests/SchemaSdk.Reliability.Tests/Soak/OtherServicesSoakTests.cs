using SchemaSdk.Reliability.Tests.Faults.Matrix;
using SchemaSdk.Reliability.Tests.Soak.Rounds;
using SchemaSdk.Reliability.Tests.StateMachine;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.Soak;

/// <summary>
/// Runs a round of many concurrent jobs at each service except RunComfy, while a tenth of all answers are wrong. Some inputs have a file
/// that the service stores.
/// </summary>
[Collection(nameof(Alone))]
public sealed class OtherServicesSoakTests(ITestOutputHelper output)
{
    public static TheoryData<string> Services =>
    [
        .. MatrixService.All.Where(static service => service != MatrixService.RunComfy)
            .Select(static service => service.Name),
    ];

    [Theory]
    [Trait("Size", "Full")]
    [MemberData(nameof(Services))]
    public async Task Every_result_matches_the_result_at_the_service_and_every_charge_is_reported(string name)
    {
        var round = await SoakRun.OneAsync(MatrixService.All.Single(service => service.Name == name));
        output.WriteLine(string.Join('\n', [$"{name}: {round}", .. round.Broken]));

        Assert.Empty(round.Broken);
        Assert.InRange(round.AtOnce, SoakRun.AtOnce, int.MaxValue);
        Assert.InRange(round.Unknown, round.Jobs / 40, round.Jobs / 5);
        Assert.InRange(round.Billed - round.Told, 1, round.Unknown);
        Assert.InRange(round.Stored, round.Jobs / Round.FileEvery * 4 / 5, round.Jobs / Round.FileEvery);
    }
}
