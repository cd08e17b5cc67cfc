using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Standard;

namespace SchemaSdk.Integration.Tests.PostgreSql.Hosts;

/// <content>Jobs that are put down in a transaction, with the types of their model.</content>
public sealed partial class HostTests
{
    private static readonly byte[] Png = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[5_000]];

    [FactWith(Server.PostgreSql)]
    public async Task A_copy_for_a_transaction_that_was_rolled_back_stays_until_its_key_is_put_down_again_and_accepted()
    {
        var folder = Directory.CreateTempSubdirectory("inputs").FullName;
        await using var source = NpgsqlDataSource.Create(_database);
        await using var ledger = new PostgreSqlJobLedger(source, new() { Ledger = new() { InputFolder = folder } });
        using var host = Host(ledger);
        var jobs = host.Services.GetRequiredService<IModelJobs>();
        var model = host.Services.GetRequiredService<RunComfyClient>().Kling.Kling3_0.Standard.ImageToVideo;
        var input = new ImageToVideoInput
        {
            Prompt = "It falls.",
            StartImageUrl = ModelFile.FromBytes(Png),
        };

        foreach (var isCommitted in (bool[])[false, true])
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            Assert.Equal(model.ModelId, (await jobs.EnqueueAsync(transaction, "order-4711", model, input)).ModelId);
            await (isCommitted ? transaction.CommitAsync() : transaction.RollbackAsync());
            Assert.Equal(isCommitted, await jobs.FindAsync("order-4711") is not null);
            Assert.Single(Copies());
        }

        await host.StartAsync();
        var ended = await jobs.WaitAsync("order-4711").WaitAsync(TimeSpan.FromSeconds(60));
        await host.StopAsync();
        Assert.Equal((JobState.Succeeded, 1), (ended.End?.Outcome, _service.RequestsOf(EmulatorCall.Submit)));
        Assert.Empty(Copies());
        Directory.Delete(folder, recursive: true);

        string[] Copies() => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
    }
}
