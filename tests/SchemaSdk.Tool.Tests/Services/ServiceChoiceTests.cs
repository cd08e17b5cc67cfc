using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Import;
using SchemaSdk.Tool.SchemaFolders.Locking;
using SchemaSdk.Tool.Services;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Services;

/// <summary>Tests that only the lock file, the ledger or the command line decides which service is called.</summary>
public sealed class ServiceChoiceTests : CatalogueTest
{
    private static readonly AskedService Nothing = new(Profile: null, Address: null);

    private static readonly AskedService Other = new(new OtherService(), Address: null);

    [Fact]
    public async Task The_case_of_a_service_name_does_not_matter_and_the_lock_records_the_service()
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");

        await RunWellAsync("add", "--all", "--service", "runcomfy");

        Assert.Contains("  \"service\": \"RunComfy\",\n", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme", "not 'acme'.")]
    [InlineData("https://models.example", "not 'https://models.example'. Give an address with --address.")]
    public async Task An_unknown_service_is_reported_with_the_known_ones(string name, string message)
    {
        await FailsAsync(2, "--service must be RunComfy", "add", "--all", "--service", name);

        Assert.Contains(message, Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_lock_without_a_service_belongs_to_RunComfy_and_gets_that_name_with_its_next_change()
    {
        await AddAsync("acme/kite");
        var old = Tool.Read("schemas.lock.json").Replace("  \"service\": \"RunComfy\",\n", "", StringComparison.Ordinal);
        Tool.Write("schemas.lock.json", old);

        await RunWellAsync("update");
        Assert.Equal(old, Tool.Read("schemas.lock.json"));

        await AddAsync("acme/bell");
        Assert.Contains("\"service\": \"RunComfy\"", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_contradicts_the_lock_is_refused_with_both_names()
    {
        var refusal = Assert.Throws<ToolException>(() => ServiceChoice.InLock(Other, "schemas.lock.json", new SchemaLock()));

        const string Expected = "--service is Acme, but the schemas of schemas.lock.json are from RunComfy.";
        Assert.StartsWith(Expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_decides_if_no_lock_exists()
    {
        Assert.Equal("Acme", ServiceChoice.InLock(Other, "schemas.lock.json", locked: null).Name);
        Assert.Equal("RunComfy", ServiceChoice.InLock(Nothing, "schemas.lock.json", locked: null).Name);
    }

    [Theory]
    [InlineData("RunComfy", "RunComfy")]
    [InlineData(null, "RunComfy")]
    [InlineData("Elsewhere", null)]
    public void The_entry_of_a_job_decides_which_service_is_called(string? recorded, string? called) =>
        Assert.Equal(called, ServiceChoice.ForJob(Nothing, JobOf(recorded))?.Name);

    [Fact]
    public void A_service_that_contradicts_the_entry_of_a_job_is_refused_with_both_names()
    {
        var refusal = Assert.Throws<ToolException>(() => ServiceChoice.ForJob(Other, JobOf("RunComfy")));

        Assert.StartsWith("--service is Acme, but the job 'order-1' belongs to RunComfy.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_ids_on_a_page_are_read_from_addresses_of_the_chosen_service()
    {
        var mentions = new ModelMentions(new OtherService());

        Assert.Equal("https://acme.example/run/…/jobs", mentions.Form);
        Assert.Equal(
            [("blue/kite", 6)],
            mentions.In("POST: https://acme.example/run/blue/kite/jobs, not https://acme.example/run/blue/bell."));
    }

    private static LedgerEntry JobOf(string? service) => new()
    {
        Key = "order-1",
        ModelId = "acme/kite",
        InputHash = "00",
        ChangedAt = DateTimeOffset.UnixEpoch,
        Service = service,
    };
}
