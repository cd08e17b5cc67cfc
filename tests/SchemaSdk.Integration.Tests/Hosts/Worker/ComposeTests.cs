using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SchemaSdk.Integration.Tests.Hosts.Worker;

/// <summary>samples/Worker/compose.yaml must agree with the program that it starts.</summary>
public partial class ComposeTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "samples", "Worker");

    private readonly YamlMappingNode _services = Services();

    [Fact]
    public void Each_image_has_a_version()
    {
        var images = _services.Children.Values.Select(service => Text(service, "image"));

        Assert.Equal(["mcr.microsoft.com/dotnet/aspnet:10.0", "postgres:17", "rabbitmq:4-management"], images);
    }

    [Fact]
    public void Every_setting_of_the_worker_is_one_that_the_program_reads()
    {
        var source = string.Concat(Directory.GetFiles(Folder, "*.cs").Select(File.ReadAllText));
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "appsettings.json")));
        var jobs = typeof(ModelJobsOptions).GetProperties().Select(property => $"ModelJobs__{property.Name}");
        var own = OwnOption().Matches(File.ReadAllText(Path.Combine(Folder, "WorkerOptions.cs")))
            .Select(option => $"Worker__{option.Groups[1].Value}");
        string[] known = [.. jobs, .. own, "RUNCOMFY_API_TOKEN", "SCHEMASDK_LEDGER", "Urls"];

        Assert.Subset(known.ToHashSet(), Environment("worker").Keys.ToHashSet());
        Assert.Contains("\"SCHEMASDK_LEDGER\"", source, StringComparison.Ordinal);
        Assert.True(settings.RootElement.TryGetProperty("Urls", out _));
    }

    [Fact]
    public void The_worker_connects_to_the_database_and_the_broker_that_are_started()
    {
        var ledger = Environment("worker")["SCHEMASDK_LEDGER"].Split(';').Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1]);
        var database = Environment("ledger");

        Assert.True(_services.Children.ContainsKey(ledger["Host"]));
        Assert.Equal(
            (database["POSTGRES_DB"], database["POSTGRES_USER"], database["POSTGRES_PASSWORD"], "5432"),
            (ledger["Database"], ledger["Username"], ledger["Password"], ledger["Port"]));

        var (address, broker) = (Environment("worker")["Worker__Broker"], Environment("broker"));
        var published = ((YamlSequenceNode)_services["broker"]["ports"]).Children.Select(port => port.ToString());

        Assert.Equal($"amqp://{broker["RABBITMQ_DEFAULT_USER"]}:{broker["RABBITMQ_DEFAULT_PASS"]}@broker:5672", address);
        Assert.True(_services.Children.ContainsKey("broker"));
        Assert.Contains("127.0.0.1:5672:5672", published);
    }

    [Fact]
    public void The_worker_starts_once_the_other_services_are_healthy()
    {
        var awaited = ((YamlMappingNode)_services["worker"]["depends_on"]).Children;
        var others = _services.Children.Keys.Select(name => name.ToString()).Where(name => name != "worker");

        Assert.Equal(others, awaited.Keys.Select(name => name.ToString()));
        Assert.All(awaited, one =>
        {
            Assert.Equal("service_healthy", one.Value["condition"].ToString());
            Assert.NotEmpty(((YamlMappingNode)_services[one.Key]["healthcheck"]).Children);
        });
    }

    [Fact]
    public void The_exposed_port_is_the_port_that_the_worker_listens_on()
    {
        var port = ((YamlSequenceNode)_services["worker"]["expose"]).Children.Single().ToString();

        Assert.Equal($"http://0.0.0.0:{port}", Environment("worker")["Urls"]);
    }

    [Fact]
    public void The_worker_has_more_time_to_stop_than_its_drain_time()
    {
        var drain = TimeSpan.Parse(Environment("worker")["ModelJobs__DrainTime"], System.Globalization.CultureInfo.InvariantCulture);
        var grace = Text(_services["worker"], "stop_grace_period");

        // The shutdown timeout of the host is 30 s.
        Assert.True(drain < TimeSpan.FromSeconds(30));
        Assert.True(int.Parse(grace.TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture) > drain.TotalSeconds);
    }

    [Fact]
    public void The_file_contains_no_secret() =>
        Assert.All(
            File.ReadAllLines(Path.Combine(Folder, "compose.yaml")).Where(line => Secret().IsMatch(line)),
            line => Assert.Contains("${", line, StringComparison.Ordinal));

    private static YamlMappingNode Services()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(Folder, "compose.yaml"))));
        return (YamlMappingNode)yaml.Documents[0].RootNode["services"];
    }

    private static string Text(YamlNode service, string member) => service[member].ToString();

    private Dictionary<string, string> Environment(string service) =>
        ((YamlMappingNode)_services[service]["environment"]).Children
            .ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString());

    [GeneratedRegex(@"public (?:bool|string|int|IList<string>) (\w+) \{ get;")]
    private static partial Regex OwnOption();

    [GeneratedRegex("(?i)(password|pass|token)[:=]|amqp://")]
    private static partial Regex Secret();
}
