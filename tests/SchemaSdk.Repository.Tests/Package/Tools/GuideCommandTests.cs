namespace SchemaSdk.Repository.Tests.Package.Tools;

/// <summary>Runs the commands of guides against the emulator, as a new user would.</summary>
[Collection(nameof(Packages))]
public sealed class GuideCommandTests(PackedFeed feed)
{
    [FactWith("bash", "curl")]
    [Trait("Size", "Full")]
    public async Task The_guides_of_ASP_NET_Core_and_of_tests_lead_to_a_film_and_to_passing_tests()
    {
        var terminal = new Terminal(feed, "Films");
        var application = Commands("docs/guides/aspnet-core.md");
        using (var session = new TypedSession(terminal, "Program.cs", static text => text))
        {
            await session.FollowAsync(application);
            await Soon.Until(async () =>
            {
                await session.FollowAsync(application[^1..]);
                return session.Output.Contains("\"state\":\"Succeeded\"", StringComparison.Ordinal);
            });

            Assert.Equal(2, session.Servers);
        }

        using var tests = new TypedSession(terminal, "FilmApiTests.cs", static text => text);
        await tests.FollowAsync(Commands("docs/guides/test-your-application.md", program: "cs"));

        // Three tests are from the page, and one is from the template of `dotnet new xunit`.
        Assert.Contains("Passed:     4,", tests.Output, StringComparison.Ordinal);
    }

    [FactWith(Server.PostgreSql)]
    [Trait("Size", "Full")]
    public async Task The_guide_of_several_machines_leads_to_two_processes_that_pay_once()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        using var session = new TypedSession(new Terminal(feed, "Several machines"), "Program.cs", TypedSession.WithoutIds);

        // This test does not need Docker, because it has its own PostgreSQL server.
        await session.FollowAsync(Commands("docs/guides/several-machines.md")
            .TakeWhile(static block => !block.Text.Contains("CreateApplicationBuilder", StringComparison.Ordinal))
            .Select(block => (block.Language, Regex.Replace(block.Text, "(?m)^docker .*$", "")
                .Replace("Host=localhost;Username=postgres;Password=secret", database, StringComparison.Ordinal))));

        Assert.Equal((1, 1), (session.Servers, session.Outputs));
        Assert.Contains("\"submits\":1,", session.Output, StringComparison.Ordinal);
    }

    private static (string Language, string Text)[] Commands(string page, string program = "csharp") =>
    [
        .. Page.Read(page).Blocks
            .Where(block => block.Language is "sh" or "text" || block.Language == program)
            .Select(static block => (block.Language, block.Code)),
    ];
}
