using SchemaSdk.Generator;
using Xunit;

namespace SchemaSdk.Mutation.Mutants;

/// <summary>Stryker judges mutants in a process each. This takes its mutants away from it, to be judged in one.</summary>
public class MutatedGenerator
{
    [Fact]
    public void It_is_kept()
    {
        var folder = Environment.GetEnvironmentVariable("MUTANTS")!;
        var mutated = Path.GetFileName(folder) + ".dll";

        File.Copy(
            Path.Combine(Path.GetDirectoryName(typeof(SchemaSdkGenerator).Assembly.Location)!, mutated),
            Path.Combine(folder, mutated),
            overwrite: true);
    }
}
