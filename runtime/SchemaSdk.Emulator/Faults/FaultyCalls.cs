namespace SchemaSdk.Emulation.Faults;

/// <summary>Finds the kind of call under which faults are set. For example, status calls and streams share one kind.</summary>
internal static class FaultyCalls
{
    /// <summary>Returns the kind under which the faults of a call are set; null if the call never gets a fault.</summary>
    public static EmulatorCall? Of(ServiceCallKind kind) => kind switch
    {
        ServiceCallKind.Submit => EmulatorCall.Submit,
        ServiceCallKind.Status or ServiceCallKind.Stream => EmulatorCall.Status,
        ServiceCallKind.Result => EmulatorCall.Result,
        ServiceCallKind.Cancel => EmulatorCall.Cancel,
        ServiceCallKind.File => EmulatorCall.Download,
        ServiceCallKind.Upload => EmulatorCall.Upload,
        ServiceCallKind.Catalog => EmulatorCall.Catalog,
        _ => null,
    };
}
