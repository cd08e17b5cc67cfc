namespace SchemaSdk.Mutation;

/// <summary>Finds which tests run which mutants: every test twice without any, each class in a session of its own.</summary>
internal static class CoverageRun
{
    /// <summary>
    /// Adds the classes that are not known yet. One whose tests changed is known no more once it is taken out of the file.
    /// </summary>
    public static int Over(Workplace place)
    {
        var known = place.ReadCoverage();
        var tests = known.Tests.ToList();
        var initializers = known.Static.ToHashSet();
        foreach (var type in new Session(place, Session.None).Types().Except(tests.Select(test => test.Type)).ToList())
        {
            var session = new Session(place, Session.None);
            var cases = session.Cases(type).Values.ToList();
            var cold = cases.Select(session.Cover).ToList();
            var warm = cases.Select(session.Cover).ToList();
            initializers.UnionWith(cold.SelectMany(test => test.Static));
            tests.AddRange(
                cases.Select((test, i) => new TestCoverage(test.UniqueID, type, warm[i].Milliseconds, cold[i].All, warm[i].All)));
        }

        place.Write(new Coverage([.. tests], [.. initializers.Order()]));
        return 0;
    }
}
