namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>A program that was written for the first version of a published client.</summary>
internal sealed class ConsumerProject(string folder, LocalFeed feed)
{
    private const string Program = """
        using Acme.Models;
        using Acme.Models.Models.Acme;

        await using var client = new ModelsClient();
        Console.WriteLine(client.Acme.Kite.ModelId + new KiteInput { Prompt = "a" }.Prompt);
        Console.WriteLine(client.Acme.Moon.ModelId + new MoonInput { Seed = "a" });
        Console.WriteLine(client.Acme.Dusk.ModelId + new DuskInput { Prompt = "a" }.Prompt);
        Console.WriteLine(client.Acme.Fern.ModelId + new FernInput { Prompt = "a" }.Prompt);
        Console.WriteLine(client.Acme.Sour.ModelId + new SourInput { Prompt = "a" }.Prompt);
        """;

    /// <summary>
    /// Compiles the program with a version of the client. Returns the code of each compiler message, and the model in the line that the
    /// message points to.
    /// </summary>
    internal async Task<IReadOnlyList<string>> CompileAsync(string version)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), feed.Config);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Program);
        await File.WriteAllTextAsync(Path.Combine(folder, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Acme.Models" Version="[{version}]" />
              </ItemGroup>
            </Project>
            """);
        var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = feed.Cache };
        var build = await ShellCommand.RunAsync("dotnet", folder, environment, "build", "-clp:NoSummary");
        var lines = Program.ReplaceLineEndings("\n").Split('\n');
        return
        [
            .. from message in build.Output.Split('\n')
               let at = message.IndexOf("Program.cs(", StringComparison.Ordinal)
               where at >= 0
               let line = int.Parse(message[(at + 11)..].Split(',')[0])
               let code = message.Split(": ")[1].Trim()
               select $"{code} {lines[line - 1].Split('.')[3]}",
        ];
    }
}
